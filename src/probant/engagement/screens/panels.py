"""What engagement shows on pages of other rooms: the way to the hours."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.ui.request import Request


def can_note(actor: Actor, subject: Any) -> bool:
    """Those who note time."""
    return actor.has(*TEAM, Role.VOLUNTEER)


def link(request: Request, subject: Any) -> SafeString:
    """The way to the hours of volunteers and the team's time."""
    return format_html(
        '<p class="next"><a href="{}">Heures des bénévoles et temps de l’équipe</a></p>',
        reverse("engagement:hours"),
    )
