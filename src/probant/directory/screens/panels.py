"""What the directory shows on the home: requests about data, with the day of the law."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.directory.requests import open_requests
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.ui.request import Request


def can_answer(actor: Actor, subject: Any) -> bool:
    """The direction, which answers them."""
    return actor.house_id is not None and actor.has(Role.DIRECTION)


def due_panel(request: Request, subject: Any) -> SafeString:
    """Requests that wait for an answer; nothing where there is none. One query."""
    waiting = open_requests(request.actor)
    if not waiting:
        return mark_safe("")
    context = {"waiting": waiting, "today": timezone.localdate()}
    return render_to_string("directory/_due_panel.html", context)
