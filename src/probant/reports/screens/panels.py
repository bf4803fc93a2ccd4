"""What reports show on the pages of lower rooms: the buttons that make one."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.reports.access import MAKERS
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Fill the slot of a convention's page."""
    panels.register("convention.reports", "convention", order=10, can=can_make, render=draw)


def can_make(actor: Actor, subject: Any) -> bool:
    """Whoever sees the convention (`subject.convention`, `subject.year`) and may make reports."""
    return actor.has(*MAKERS)


def draw(request: Request, subject: Any) -> SafeString:
    """The buttons: one a format."""
    return render_to_string("reports/_make_convention.html", {"file": subject}, request=request)
