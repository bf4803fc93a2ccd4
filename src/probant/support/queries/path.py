"""The path of one case: the phases of its version, and the day each was reached."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from probant.journal.prepared import Prepared, PreparedModels
from probant.programmes.models import ProgrammeVersion, VersionPhase
from probant.support.models import Case, PhaseReached


@dataclass(frozen=True)
class CasePath:
    """`phases`: of the case's version, in order, with what they require. `reached`: by phase id.

    `others`: phases reached that the version does not have, by name, with their day. `requires`:
    ids of the phases that one of the version's requires, by its id there.
    """

    phases: tuple[VersionPhase, ...]
    reached: dict[int, datetime.date]
    others: tuple[tuple[str, datetime.date], ...] = ()
    requires: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

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
    """The path of a case. Three queries, compiled once."""
    phases = tuple(_PHASES.all(version=case.version_id))
    requires: dict[int, list[int]] = {}
    for row in _REQUIRES.rows(version=case.version_id) if phases else ():
        requires.setdefault(row["versionphase_id"], []).append(row["phase_id"])
    found = [
        (row["phase_id"], row["phase__name"], row["occurred_on"])
        for row in _REACHED.rows(case=case.pk)
    ]
    laid = {row.phase_id for row in phases}
    return CasePath(
        phases,
        {phase: day for phase, _, day in found},
        tuple((name, day) for phase, name, day in found if phase not in laid),
        {phase: tuple(of) for phase, of in requires.items()},
    )


def _phases(version: int) -> QuerySet[VersionPhase]:
    return VersionPhase.objects.filter(version_id=version).order_by("position", "id")


def _requires(version: int) -> QuerySet[Any, Any]:
    rows = VersionPhase.requires.through.objects.filter(versionphase__version_id=version)
    return rows.order_by("id").values("versionphase_id", "phase_id")


def _reached(case: int) -> QuerySet[Any, Any]:
    facts = PhaseReached.objects.now().filter(case_id=case).order_by("occurred_on", "seq")
    return facts.values("phase_id", "phase__name", "occurred_on")


def _last(programme: int, day: datetime.date) -> QuerySet[ProgrammeVersion]:
    begun = ProgrammeVersion.objects.in_force(day).filter(programme_id=programme)
    return begun.order_by("-number")[:1]


_PHASES: PreparedModels[VersionPhase] = PreparedModels(_phases, "version")
_REQUIRES = Prepared(_requires, "version")
_REACHED = Prepared(_reached, "case")
_LAST: PreparedModels[ProgrammeVersion] = PreparedModels(_last, "programme", days=["day"])


def newer_version(case: Case) -> ProgrammeVersion | None:
    """The version in force today, where an open case follows an older one. One query."""
    if not case.is_open:
        return None
    found = _LAST.all(programme=case.programme_id, day=timezone.localdate())
    return found[0] if found and found[0].number > case.version.number else None
