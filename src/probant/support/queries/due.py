"""What asks for attention: cases without news, follow-ups to propose, the latest facts."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from probant.kernel.actor import Actor
from probant.kernel.period import months_after
from probant.support.models import Case, PhaseReached
from probant.support.rules import (
    ACCOMPAGNEMENT,
    FOLLOW_UP_MONTHS,
    SILENT_AFTER_DAYS,
    SUIVI,
    follow_up_due,
)

LIMIT = 8


@dataclass(frozen=True)
class FollowUp:
    """A follow-up to propose, some months after the support began."""

    case: Case
    months: int
    due_on: datetime.date


def silent_cases(actor: Actor, today: datetime.date, *, limit: int = LIMIT) -> list[Case]:
    """Open cases without news for more than 90 days, the most silent first. One query."""
    before = today - datetime.timedelta(days=SILENT_AFTER_DAYS)
    silent = Case.objects.visible_to(actor).filter(state=Case.State.OPEN, touched_on__lt=before)
    with_names = silent.select_related("organisation", "programme", "referent")
    return list(with_names.order_by("touched_on", "id")[:limit])


def follow_ups_due(actor: Actor, today: datetime.date, *, limit: int = LIMIT) -> list[FollowUp]:
    """Supports begun at least six months ago whose programme has a follow-up that nobody noted.

    One query. After eighteen months the proposal ends: the time to ask has passed.
    """
    earliest = months_after(today, -18)
    latest = months_after(today, -min(FOLLOW_UP_MONTHS))
    noted = PhaseReached.objects.now().filter(case=OuterRef("case"), phase_code=SUIVI)
    begun = (
        PhaseReached.objects.now()
        .filter(
            house_id=actor.house_id,
            phase_code=ACCOMPAGNEMENT,
            occurred_on__gte=earliest,
            occurred_on__lte=latest,
            programme__phases__official_code=SUIVI,
            case__in=Case.objects.visible_to(actor).exclude(outcome=Case.Outcome.MISTAKE),
        )
        .filter(~Exists(noted))
        .select_related("case__organisation", "case__programme", "case__referent")
        .order_by("occurred_on", "id")[:limit]
    )
    found = []
    for fact in begun:
        due = follow_up_due(fact.occurred_on, today)
        if due is not None:
            found.append(FollowUp(fact.case, *due))
    return found


def latest_phases(actor: Actor, *, limit: int = LIMIT) -> list[PhaseReached]:
    """The phases recorded last on the cases that the actor may see. One query."""
    return list(
        PhaseReached.objects.now()
        .filter(house_id=actor.house_id, case__in=Case.objects.visible_to(actor))
        .select_related("case__organisation", "phase")
        .order_by("-seq", "-id")[:limit]
    )
