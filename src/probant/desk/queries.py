"""What each role finds on its home."""

import datetime
from dataclasses import dataclass

from probant.funding.models import Convention
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, Role
from probant.support.models import Case, PhaseReached


@dataclass(frozen=True)
class Step:
    """A phase that a structure's own case reached."""

    name: str
    on: datetime.date


@dataclass(frozen=True)
class Path:
    """A structure's own case, as the structure sees it: no note, no name of the team."""

    house: str
    programme: str
    opened_on: datetime.date
    steps: tuple[Step, ...]


def own_paths(actor: Actor) -> list[Path]:
    """The cases of the structure that the actor acts for, newest first; two queries."""
    if not actor.has(Role.HOLDER) or actor.organisation_id is None:
        return []
    cases = list(
        Case.objects.filter(organisation_id=actor.organisation_id)
        .order_by("-opened_on")
        .values("pk", "house__short_name", "programme__name", "opened_on")
    )
    reached: dict[int, list[Step]] = {}
    for case_id, name, on in (
        PhaseReached.objects.filter(case_id__in=[case["pk"] for case in cases])
        .now()
        .order_by("occurred_on", "id")
        .values_list("case_id", "phase__name", "occurred_on")
    ):
        reached.setdefault(case_id, []).append(Step(name, on))
    return [
        Path(
            case["house__short_name"],
            case["programme__name"],
            case["opened_on"],
            tuple(reached.get(case["pk"], [])),
        )
        for case in cases
    ]


def own_conventions(actor: Actor) -> list[Convention]:
    """The conventions in which the actor's organisation is a party, latest first."""
    if not actor.has(*FUNDERS):
        return []
    return list(
        Convention.objects.visible_to(actor)
        .select_related("house")
        .order_by("-starts_on", "-pk")[:20]
    )


def entrusted_cases(actor: Actor) -> list[Case]:
    """The open cases entrusted to a volunteer, those with the oldest news first; one query."""
    if not actor.has(Role.VOLUNTEER):
        return []
    return list(
        Case.objects.visible_to(actor)
        .filter(state=Case.State.OPEN)
        .select_related("organisation", "programme", "phase")
        .order_by("touched_on", "id")[:20]
    )
