"""The board: printed figures against each other, and each against what was known on its day."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.db.models import F

from probant.indicators.access import Narrowing, scope_of
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure
from probant.indicators.models import Because, Claim, KeptFinding
from probant.indicators.own import PREFIX, own_indicators
from probant.indicators.registry import indicator as of_catalogue
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM

#: Findings of one document that say one thing in two ways.
WITHIN = (
    "amount.sum",
    "budget.heading_sum",
    "budget.text_mismatch",
    "budget.total_sum",
    "budget.unbalanced",
    "claim.duplicate_scope",
    "period.mismatch",
    "presence.count",
    "presence.total",
    "proxy.count",
    "vote.total",
)
#: What prints no day comes after what does, on both engines.
DATED_FIRST = F("said_on").asc(nulls_last=True)
#: So many of them stand on the board; the page of a document shows all of its own.
MOST_FINDINGS = 200


@dataclass(frozen=True)
class Said:
    """A printed figure beside the one that the facts gave on the day it was said.

    `known` is None where the house holds no fact of that kind for the year.
    """

    claim: Claim
    value: Fraction
    known: int | None

    @property
    def is_right_on_its_day(self) -> bool:
        """Whether the facts known that day gave this very value."""
        return self.known is not None and self.known == self.value


@dataclass(frozen=True)
class Contradiction:
    """One figure of one year and scope, said with several values, or otherwise than the facts."""

    indicator: Indicator
    year: int
    said: tuple[Said, ...]
    now: int | None
    scope_words: str = ""

    @property
    def narrowed(self) -> tuple[int | None, int | None, str]:
        """The action, the programme, the territory that all are said of."""
        return self.said[0].claim.narrowed

    @property
    def is_closed(self) -> bool:
        """Whether every value was explained by a person."""
        return not _contested(self)

    @property
    def values(self) -> list[Fraction]:
        """The values printed, smallest first."""
        return sorted({one.value for one in self.said})

    @property
    def explained(self) -> bool:
        """Whether each document was right on its day: nothing is wrong, more came to be known."""
        return all(one.is_right_on_its_day for one in self.said)

    @property
    def cause(self) -> Because | None:
        """What the facts themselves say of the difference, if anything."""
        return Because.INTERIM if self.explained else None


@dataclass(frozen=True)
class Apart:
    """A printed figure that a person said not to be of the same definition: no trend is drawn."""

    claim: Claim
    indicator: Indicator | None


class _Known:
    """Indicators and scopes of a house, each read once."""

    def __init__(self, house_id: int) -> None:
        self.house_id = house_id
        self._scopes: dict[object, tuple[Scope, str]] = {}

    @cached_property
    def _own(self) -> dict[str, Indicator]:
        return dict(own_indicators(self.house_id))

    def indicator(self, code: str) -> Indicator | None:
        return self._own.get(code) if code.startswith(PREFIX) else of_catalogue(code)

    def scope(self, claim: Claim) -> tuple[Scope, str]:
        """What a claim is said of, and its words; nothing for the whole house."""
        key = claim.narrowed
        if key not in self._scopes:
            if claim.action is not None:
                self._scopes[key] = (Scope.of(claim.action), claim.action.name)
            else:
                narrowing = Narrowing(claim.programme, None, claim.place_code)
                self._scopes[key] = (scope_of(self.house_id, narrowing), narrowing.words)
        return self._scopes[key]


def contradictions(actor: Actor) -> list[Contradiction]:
    """Every contradiction of the house's claims, open ones first.

    One query for the claims, then one for each figure, scope and day of knowledge.
    """
    if actor.house_id is None or not actor.has(*TEAM):
        return []
    claims = (
        Claim.objects.visible_to(actor)
        .compared()
        .select_related("document", "said_by", "action", "programme")
        .order_by("code", "year", DATED_FIRST, "pk")
    )
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.code, claim.year, *claim.narrowed].append(claim)
    known = _Known(actor.house_id)
    found = [_hold(known, held) for held in groups.values()]
    kept = [one for one in found if one is not None]
    return sorted(kept, key=lambda one: (one.is_closed, one.indicator.position, -one.year))


def known_on(house_id: int, claim: Claim) -> tuple[Figure, Figure] | None:
    """What the facts of a claim's figure and scope gave on its day, and give now; None without."""
    known = _Known(house_id)
    indicator = known.indicator(claim.code) if claim.code and claim.year else None
    if indicator is None or claim.year is None:
        return None
    scope, _ = known.scope(claim)
    day, now = (
        _measure(known.house_id, indicator, claim.year, when, scope)
        for when in (claim.said_on, None)
    )
    return day, now


def set_apart(actor: Actor) -> list[Apart]:
    """Printed figures that a person said not to be comparable, by figure and year; one query."""
    rows = (
        Claim.objects.visible_to(actor)
        .filter(matching=Claim.Matching.DIFFERENT)
        .select_related("document", "said_by")
        .order_by("-year", "code", "pk")
    )
    known = _Known(actor.house)
    return [Apart(claim, known.indicator(claim.code)) for claim in rows]


def findings_within(actor: Actor) -> list[KeptFinding]:
    """What documents say in two ways by themselves, open ones first; one query."""
    rows = KeptFinding.objects.visible_to(actor).filter(code__in=WITHIN, document__isnull=False)
    open_first = F("closed_on").asc(nulls_first=True)
    return list(rows.select_related("document").order_by(open_first, "-pk")[:MOST_FINDINGS])


def _hold(known: _Known, claims: list[Claim]) -> Contradiction | None:
    first = claims[0]
    indicator = known.indicator(first.code)
    if indicator is None or first.year is None:
        return None
    scope, words = known.scope(first)
    found: dict[datetime.date | None, int | None] = {}
    for day in {None, *(claim.said_on for claim in claims)}:
        found[day] = _value(_measure(known.house_id, indicator, first.year, day, scope))
    said = tuple(
        Said(claim, claim.value_in(indicator.written), found[claim.said_on]) for claim in claims
    )
    differs = len({one.value for one in said}) > 1
    wrong = any(one.known is not None and not one.is_right_on_its_day for one in said)
    if not (differs or wrong):
        return None
    return Contradiction(indicator, first.year, said, found[None], words)


def _measure(
    house_id: int, indicator: Indicator, year: int, day: datetime.date | None, scope: Scope
) -> Figure:
    cut = Cut.known(day) if day is not None else Cut.now()
    return measure(indicator, house_id=house_id, period=Period.year(year), cut=cut, scope=scope)


def _value(figure: Figure) -> int | None:
    return figure.value if figure.records else None


def _contested(one: Contradiction) -> bool:
    """Whether an open claim says a value that nobody explained, against another or the facts."""
    closed = {said.value for said in one.said if said.claim.closed_on is not None}
    return any(said.claim.closed_on is None and said.value not in closed for said in one.said)


def words_of_scopes(claims: Iterable[Claim], house_id: int) -> dict[int, str]:
    """What each claim is said of, in words, by its id; nothing for the whole house."""
    known = _Known(house_id)
    return {claim.pk: known.scope(claim)[1] for claim in claims if any(claim.narrowed)}
