"""The path of one case: the phases of its version, and the day each was reached."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from probant.programmes.models import ProgrammeVersion, VersionPhase
from probant.support.models import Case, PhaseReached


@dataclass(frozen=True)
class CasePath:
    """`phases`: of the case's version, in order, with what they require. `reached`: by phase id.

    `others`: phases reached that the version does not have, by name, with their day.
    """

    phases: tuple[VersionPhase, ...]
    reached: dict[int, datetime.date]
    others: tuple[tuple[str, datetime.date], ...] = ()

    @property
    def furthest(self) -> int:
        """The place of the last phase reached, from 0; -1 where none is."""
        places = [place for place, row in enumerate(self.phases) if row.phase_id in self.reached]
        return max(places, default=-1)

    @property
    def next(self) -> VersionPhase | None:
        """The phase that follows the furthest one reached."""
        place = self.furthest + 1
        return self.phases[place] if place < len(self.phases) else None


def path_of(case: Case) -> CasePath:
    """The path of a case. Three queries."""
    rows = VersionPhase.objects.filter(version_id=case.version_id)
    phases = tuple(rows.order_by("position", "id").prefetch_related("requires"))
    facts = PhaseReached.objects.now().filter(case=case).order_by("occurred_on", "seq")
    found = list(facts.values_list("phase_id", "phase__name", "occurred_on"))
    laid = {row.phase_id for row in phases}
    return CasePath(
        phases,
        {phase: day for phase, _, day in found},
        tuple((name, day) for phase, name, day in found if phase not in laid),
    )


def newer_version(case: Case) -> ProgrammeVersion | None:
    """The version in force today, where an open case follows an older one. One query."""
    if case.version is None or not case.is_open:
        return None
    later = ProgrammeVersion.objects.in_force(timezone.localdate()).filter(
        programme_id=case.programme_id, number__gt=case.version.number
    )
    return later.order_by("-number").first()
