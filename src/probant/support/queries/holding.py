"""What holds the order of a mission: findings of this room and of those above it.

A gate stops our next act, never the record of what happened: the mission is entered as it is, and
its contract letter waits until the gap is mended or a person takes it on with a reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity
from probant.kernel.registry import Registry
from probant.support.models import FindingTaken, Mission
from probant.support.queries.engineering import MissionFile, mission_file
from probant.support.rules import HOLDING


@dataclass(frozen=True)
class Held:
    """A finding that holds the order, with its gap in cents; `mend` is where it is mended."""

    code: str
    message: str
    gap_cents: int | None
    mend: tuple[str, str] | None = None

    def as_finding(self) -> Finding:
        """The same as a finding, to be shown among others."""
        return Finding(self.code, Severity.ERROR, self.message)


#: What higher rooms know against an order: a mission's file → what holds it.
HOLDERS: Registry[Callable[[MissionFile], Iterable[Held]]] = Registry("mission holders")


def all_held(file: MissionFile) -> list[Held]:
    """Everything that would hold the order, taken on or not."""
    budget, cost = file.mission.budget_cents, file.cost_cents
    gap = max(0, (cost or 0) - budget) if budget is not None else None
    own = [Held(one.code, one.message, gap) for one in file.findings() if one.code in HOLDING]
    return own + [held for holder in HOLDERS.values() for held in holder(file)]


def still_held(file: MissionFile) -> list[Held]:
    """What nobody took on yet; a gap that grew since holds again."""
    return [held for held in all_held(file) if not _is_taken(held, file.taken)]


def held_findings(mission: Mission) -> list[Held]:
    """What holds the order of a mission now."""
    return still_held(mission_file(mission))


def _is_taken(held: Held, taken: Iterable[FindingTaken]) -> bool:
    return any(
        one.code == held.code
        and (one.gap_cents is None or held.gap_cents is None or held.gap_cents <= one.gap_cents)
        for one in taken
    )
