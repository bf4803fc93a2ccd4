"""The board: printed figures against each other, and each against what was known on its day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, measure
from probant.indicators.models import Claim
from probant.indicators.registry import indicator as find_indicator
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM


@dataclass(frozen=True)
class Said:
    """A printed figure beside the one that the facts gave on the day it was said.

    `known` is None where the house holds no fact of that kind for the year.
    """

    claim: Claim
    known: int | None

    @property
    def is_right_on_its_day(self) -> bool:
        """Whether the facts known that day gave this very value."""
        return self.known is not None and self.known == self.claim.value


@dataclass(frozen=True)
class Contradiction:
    """One figure of one year, said with several values, or otherwise than the facts say."""

    indicator: Indicator
    year: int
    said: tuple[Said, ...]
    now: int | None

    @property
    def is_closed(self) -> bool:
        """Whether every value was explained by a person."""
        return not _contested(self)

    @property
    def values(self) -> list[int]:
        """The values printed, smallest first."""
        return sorted({one.claim.value for one in self.said})

    @property
    def explained(self) -> bool:
        """Whether each document was right on its day: nothing is wrong, more came to be known."""
        return all(one.is_right_on_its_day for one in self.said)


def contradictions(actor: Actor) -> list[Contradiction]:
    """Every contradiction of the house's documents, open ones first.

    One query for the claims, then one for each figure and day of knowledge.
    """
    if actor.house_id is None or not actor.has(*TEAM):
        return []
    claims = (
        Claim.objects.visible_to(actor)
        .exclude(code="")
        .filter(year__isnull=False)
        .select_related("document", "said_by")
        .order_by("code", "year", "said_on", "pk")
    )
    groups: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.code, claim.year or 0].append(claim)
    found = [_hold(actor.house_id, code, year, held) for (code, year), held in groups.items()]
    kept = [one for one in found if one is not None]
    return sorted(kept, key=lambda one: (one.is_closed, one.indicator.position, -one.year))


def _hold(house_id: int, code: str, year: int, claims: list[Claim]) -> Contradiction | None:
    indicator = find_indicator(code)
    if indicator is None:
        return None
    known: dict[datetime.date | None, int | None] = {}
    for day in {None, *(claim.said_on for claim in claims)}:
        known[day] = _value(_measure(indicator, house_id, year, day))
    said = tuple(Said(claim, known[claim.said_on]) for claim in claims)
    differs = len({claim.value for claim in claims}) > 1
    wrong = any(one.known is not None and not one.is_right_on_its_day for one in said)
    return Contradiction(indicator, year, said, known[None]) if differs or wrong else None


def _measure(indicator: Indicator, house_id: int, year: int, day: datetime.date | None) -> Figure:
    cut = Cut.known(day) if day is not None else Cut.now()
    return measure(indicator, house_id=house_id, period=Period.year(year), cut=cut)


def _value(figure: Figure) -> int | None:
    return figure.value if figure.records else None


def _contested(one: Contradiction) -> bool:
    """Whether an open claim says a value that nobody explained, against another or the facts."""
    closed = {said.claim.value for said in one.said if said.claim.closed_on is not None}
    return any(said.claim.closed_on is None and said.claim.value not in closed for said in one.said)
