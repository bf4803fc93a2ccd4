"""An act of one button: done, or refused in words, then back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.ui.request import Request


def act_and_return(request: Request, act: Callable[[], object], back: str) -> HttpResponse:
    """Do it and come back; what refuses says why above the page."""
    try:
        act()
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect(back)
