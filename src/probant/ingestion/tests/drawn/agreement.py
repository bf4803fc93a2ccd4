"""What a convention drawn at random settles: who, how much, how long."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from probant.ingestion.tests.drawn.people import FIRST, LAST, Member
from probant.ingestion.tests.drawn.sitting import CLUBS, TOWNS, of_place


@dataclass
class Agreement:
    """What the signatories settle, and what the record must say of it."""

    rng: random.Random
    place: str
    club: str
    elected: Member
    chair: Member
    first: int
    years: int
    cents: int
    voted: date
    signed: date | None = None
    expected: dict[str, object] = field(default_factory=dict)

    @property
    def of_place(self) -> str:
        return of_place(self.place)

    @property
    def last(self) -> int:
        return self.first + self.years - 1

    @property
    def months(self) -> int:
        return 12 * self.years

    @property
    def funder_short(self) -> str:
        return str(self.expected.get("short") or "la Commune")

    def euros(self, cents: int | None = None) -> str:
        """The amount in figures, as one of the ways of print."""
        euros = (self.cents if cents is None else cents) // 100
        space = self.rng.choice((" ", "\u202f", "\u00a0", "."))
        figures = f"{euros:,}".replace(",", space)
        return figures + self.rng.choice((" €", "€", " euros", "\u00a0€"))


def draw_agreement(rng: random.Random) -> Agreement:
    first = rng.randint(2012, 2026)
    elected, chair = (Member(rng.choice(FIRST), last, "") for last in rng.sample(LAST, 2))
    return Agreement(
        rng, rng.choice(TOWNS), rng.choice(CLUBS), elected, chair, first, rng.randint(1, 4),
        rng.choice((150_000, 450_000, 1_200_000, 2_300_000, 6_000_000)),
        date(first, rng.randint(1, 6), rng.randint(1, 28)),
    )  # fmt: skip
