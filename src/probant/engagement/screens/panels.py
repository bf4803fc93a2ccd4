"""What engagement shows on pages of other rooms: the way to the hours."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.engagement.models import CaseProposal
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.access import is_party
from probant.support.models import Case
from probant.ui.request import Request


def can_note(actor: Actor, subject: Any) -> bool:
    """Those who note time."""
    return actor.has(*TEAM, Role.VOLUNTEER)


def can_match(actor: Actor, case: Case) -> bool:
    """The team, but for who is a party to the case."""
    runs = actor.house_id == case.house_id and actor.has(*TEAM)
    return runs and not is_party(actor, case)


def match_panel(request: Request, case: Case) -> SafeString:
    """The way to the volunteers for a case, and those who have not answered. One query."""
    waiting = CaseProposal.objects.filter(case=case, state=CaseProposal.State.WAITING)
    context = {"case": case, "waiting": list(waiting.select_related("person").order_by("pk"))}
    return render_to_string("engagement/_match_panel.html", context, request=request)


def link(request: Request, subject: Any) -> SafeString:
    """The way to the hours of volunteers and the team's time."""
    hours = format_html(
        '<p class="next"><a href="{}">Heures des bénévoles et temps de l’équipe</a>',
        reverse("engagement:hours"),
    )
    if not request.actor.has(*TEAM):
        return format_html("{}</p>", hours)
    return format_html(
        '{} · <a href="{}">Ma semaine</a> · <a href="{}">Feuilles de temps</a></p>',
        hours,
        reverse("engagement:staff-week"),
        reverse("engagement:months"),
    )
