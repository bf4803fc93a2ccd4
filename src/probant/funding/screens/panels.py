"""What funding shows on pages of other rooms: a deliberation, the home page."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.funding.models import Approval, AwardMade, Convention
from probant.funding.queries import obligations
from probant.funding.queries.gatherings import served_by
from probant.funding.rules import State
from probant.funding.screens.words import dues
from probant.gatherings.models import Session
from probant.governance.models import DecisionAmount, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role
from probant.ui import panels
from probant.ui.request import Request

WATCHED = 20


def register() -> None:
    """Fill the slots of lower and higher rooms."""
    panels.register("deliberation.enabled", "funding", order=10, can=can_see, render=enabled)
    panels.register("session.side", "funding", order=20, can=can_watch, render=served)
    panels.register("desk.due", "funding", order=10, can=can_watch, render=due)


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever may see conventions at all; the panel itself loads only visible ones."""
    return actor.has(*(HOUSE | FUNDERS))


def served(request: Request, session: Session) -> SafeString:
    """The actions that a session serves, and who funds them. Six queries at most."""
    found = served_by(session)
    if not found:
        return SafeString("")
    return render_to_string("funding/_served.html", {"served": found}, request=request)


def can_watch(actor: Actor, subject: Any) -> bool:
    """Those who keep the conventions of a house."""
    return actor.house_id is not None and actor.has(*TEAM, Role.BOARD)


def enabled(request: Request, deliberation: Deliberation) -> SafeString:
    """What a deliberation has permitted: conventions approved, awards made. Three queries."""
    actor = request.actor
    visible = Convention.objects.visible_to(actor).values("pk")
    approvals = (
        Approval.objects.filter(decision__deliberation=deliberation, convention__in=visible)
        .select_related("convention", "decision")
        .order_by("decision__number")
    )
    awards = (
        AwardMade.objects.visible_to(actor)
        .now()
        .filter(decision__deliberation=deliberation)
        .select_related("convention", "action", "organisation")
        .order_by("budget_year", "id")
    )
    return render_to_string(
        "funding/_enabled.html",
        {
            "approvals": list(approvals),
            "awards": list(awards),
            "deliberation": deliberation,
            "writes": actor.has(*TEAM)
            and actor.house_id == deliberation.house_id
            and not (deliberation.cited_only or deliberation.has_ended)
            and DecisionAmount.objects.filter(decision__deliberation=deliberation).exists(),
        },
        request=request,
    )


def due(request: Request, subject: Any) -> SafeString:
    """What is late or due on the running conventions of the house."""
    actor = request.actor
    today = timezone.localdate()
    running = Convention.objects.visible_to(actor).filter(status="signed")
    found = []
    for convention in running.order_by("-starts_on", "-pk")[:WATCHED]:
        waiting = [
            one
            for one in obligations(convention, today, actor)
            if one.state in (State.LATE, State.DUE)
        ]
        if waiting:
            lines = dues(waiting, convention_id=convention.pk, writes=False)
            found.append({"convention": convention, "dues": lines[:6], "more": len(lines) > 6})
    return render_to_string("funding/_due.html", {"found": found}, request=request)
