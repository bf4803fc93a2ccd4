"""What asks for attention: cases without news, the latest facts."""

import datetime

from probant.kernel.actor import Actor
from probant.support.models import Case, PhaseReached
from probant.support.rules import SILENT_AFTER_DAYS

LIMIT = 8


def silent_cases(actor: Actor, today: datetime.date, *, limit: int = LIMIT) -> list[Case]:
    """Open cases without news for more than 90 days, the most silent first. One query."""
    before = today - datetime.timedelta(days=SILENT_AFTER_DAYS)
    silent = Case.objects.visible_to(actor).filter(state=Case.State.OPEN, touched_on__lt=before)
    with_names = silent.select_related("organisation", "programme", "referent")
    return list(with_names.order_by("touched_on", "id")[:limit])


def latest_phases(actor: Actor, *, limit: int = LIMIT) -> list[PhaseReached]:
    """The phases recorded last on the cases that the actor may see. One query."""
    return list(
        PhaseReached.objects.now()
        .filter(house_id=actor.house_id, case__in=Case.objects.visible_to(actor))
        .select_related("case__organisation", "phase")
        .order_by("-seq", "-id")[:limit]
    )
