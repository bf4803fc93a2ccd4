"""Buttons that act at once: what they refuse is said on the page that they come back to."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.decision import Refused
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def moved(
    request: Request, act: Callable[[bool, uuid.UUID | None], object], back: str, done: str = ""
) -> HttpResponse:
    """Do `act(up, key)`, `up` as the button `sens` says, and come back."""
    up = request.POST.get("sens") == "haut"
    try:
        act(up, read_keys(request.POST).key)
    except AlreadyDone as already:
        messages.info(request, str(already))
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)
