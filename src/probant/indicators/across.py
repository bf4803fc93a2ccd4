"""A figure of several houses together: one queryset over what each brings, each thing counted once.

The value and the list behind it are that queryset, as for one house. What is known to be one thing
in two houses is said by a `Sameness`; nothing here guesses it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Aggregate, Count, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce

from probant.directory.merges import canonical
from probant.indicators.definition import EVERYTHING, Indicator, Scope, kept_within
from probant.indicators.measures import Count as Facts
from probant.indicators.measures import Distinct, Hours, Median, Posts, Sum, Weight
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period


@dataclass(frozen=True)
class Part:
    """What a house brings: its facts of some days, narrowed to a scope."""

    house_id: int
    period: Period
    scope: Scope = EVERYTHING


@dataclass(frozen=True)
class Sameness:
    """What is known to be one thing: id → the id that it counts as; the others are themselves."""

    structures: Mapping[int, int] = field(default_factory=dict)
    sessions: Mapping[int, int] = field(default_factory=dict)


class Once(StrEnum):
    """How a figure of several houses counts each thing once."""

    STRUCTURES = "structures"  # sheets known to be one structure's
    SESSIONS = "sessions"  # the facts of one house alone, of a session that several hold
    VALUES = "values"  # a code that all houses share: a commune
    PERSONS = "persons"  # nothing says that two people are one: the sum is the most
    APART = "apart"  # what it counts belongs to one house: the sum is exact


def may_be_shared(indicator: Indicator) -> bool:
    """Whether it adds up over houses: no middle value, no state, nothing that lasts."""
    adds_up = isinstance(indicator.measure, Facts | Distinct | Sum | Hours | Posts)
    return adds_up and indicator.lasting is None and not indicator.until


def has_column(indicator: Indicator, name: str) -> bool:
    """Whether its kind of fact says this, so that it can be narrowed by it."""
    return any(column.name == name for column in indicator.fact._meta.concrete_fields)


def once_of(indicator: Indicator) -> Once:
    """How an indicator counts each thing once over several houses."""
    if indicator.counts_structures:
        return Once.STRUCTURES
    if isinstance(indicator.measure, Distinct):
        column = indicator.fact._meta.get_field(indicator.measure.column)
        if indicator.measure.column == "person":
            return Once.PERSONS
        if not column.is_relation:
            return Once.VALUES
        return Once.SESSIONS if indicator.measure.column == "session" else Once.APART
    return Once.SESSIONS if has_column(indicator, "session") else Once.APART


def population_across(indicator: Indicator, parts: Iterable[Part], *, cut: Cut) -> FactQuerySet:
    """The facts that houses bring together: those of each one's days and scope, at one cut."""
    columns = {column.name for column in indicator.fact._meta.concrete_fields}
    brought = Q(pk__isnull=True)  # nothing, until a house brings something
    for part in parts:
        days = {
            f"{indicator.dated}__gte": part.period.start,
            f"{indicator.dated}__lte": part.period.end,
        }
        brought |= Q(house_id=part.house_id, **days) & kept_within(columns, part.scope)
    found: FactQuerySet = indicator.standing(cut).filter(brought)
    return found


@dataclass(frozen=True)
class Whole:
    """A figure of several houses: the whole, and what each counts of its own.

    `left_out` are the sessions whose facts another house counts: `facts` are without them.
    """

    indicator: Indicator
    parts: tuple[Part, ...]
    cut: Cut
    sameness: Sameness
    left_out: tuple[int, ...]
    value: int
    records: int
    own: Mapping[int, int]

    @property
    def once(self) -> Once:
        """How each thing is counted once."""
        return once_of(self.indicator)

    @property
    def added_up(self) -> int:
        """The figures of the houses one over the other."""
        return sum(self.own.values())

    @property
    def overlap(self) -> int:
        """What adding up would count again."""
        return self.added_up - self.value

    @property
    def brought(self) -> FactQuerySet:
        """The facts of all the houses, those that count for nothing more too."""
        return population_across(self.indicator, self.parts, cut=self.cut)

    @property
    def facts(self) -> FactQuerySet:
        """The facts that the value is taken from, and that its list shows."""
        return _but(self.brought, self.left_out)

    def one(self) -> Any:
        """What a measure of structures counts once, as a column of the facts."""
        assert isinstance(self.indicator.measure, Distinct)
        return _one(self.indicator.measure.column, self.cut, self.sameness)

    def one_of_house(self) -> Any:
        """The same as each house counts it by itself."""
        assert isinstance(self.indicator.measure, Distinct)
        return _one(self.indicator.measure.column, self.cut, Sameness())


def roll_up(indicator: Indicator, parts: Sequence[Part], *, cut: Cut, sameness: Sameness) -> Whole:
    """Count a figure over several houses: two queries, three where sessions are held by several.

    Of a session that several hold, the facts of the first of `parts` that has some are counted.
    """
    brought = population_across(indicator, parts, cut=cut).order_by()
    left_out = _left_out(indicator, brought, parts, sameness)
    found = _but(brought, left_out).aggregate(
        value=_measure(indicator, cut, sameness), records=Count("pk")
    )
    rows = brought.values_list("house_id").annotate(value=_measure(indicator, cut, Sameness()))
    own = dict.fromkeys((part.house_id for part in parts), 0)
    own |= {house: int(value or 0) for house, value in rows}
    value, records = int(found["value"] or 0), int(found["records"])
    return Whole(indicator, tuple(parts), cut, sameness, left_out, value, records, own)


def _measure(indicator: Indicator, cut: Cut, sameness: Sameness) -> Aggregate | Any:
    if once_of(indicator) is Once.STRUCTURES and isinstance(indicator.measure, Distinct):
        return Count(_one(indicator.measure.column, cut, sameness), distinct=True)
    assert isinstance(indicator.measure, Facts | Distinct | Sum | Hours | Posts)
    return indicator.measure.expression()


def _one(column: str, cut: Cut, sameness: Sameness) -> Any:
    """The structure that a fact counts: its house's merges first, then what several houses know."""
    kept = canonical(f"{column}_id", house_id=OuterRef("house_id"), cut=cut)
    if not sameness.structures:
        return kept
    return Coalesce(Weight(kept, sameness.structures), kept, output_field=IntegerField())


def _left_out(
    indicator: Indicator, facts: FactQuerySet, parts: Sequence[Part], sameness: Sameness
) -> tuple[int, ...]:
    """The sessions whose facts a house before brings already."""
    if once_of(indicator) is not Once.SESSIONS or not sameness.sessions:
        return ()
    rank = {part.house_id: place for place, part in reversed(list(enumerate(parts)))}
    held = facts.filter(session_id__in=list(sameness.sessions))
    found = sorted(
        held.values_list("house_id", "session_id").distinct(),
        key=lambda row: (rank[row[0]], row[1]),
    )
    first: dict[int, int] = {}
    for _, session in found:
        first.setdefault(sameness.sessions[session], session)
    kept = set(first.values())
    return tuple(sorted(session for _, session in found if session not in kept))


def _but(facts: FactQuerySet, left_out: Sequence[int]) -> FactQuerySet:
    found: FactQuerySet = facts.exclude(session_id__in=left_out) if left_out else facts
    return found


def doubles(whole: Whole) -> dict[int, list[tuple[int, int]]]:
    """What several houses count: the id it counts as → (house, id) of each; two queries at most.

    Of structures their sheets, of sessions the sessions.
    """
    if whole.once is Once.STRUCTURES:
        assert isinstance(whole.indicator.measure, Distinct)
        column = f"{whole.indicator.measure.column}_id"
        facts = whole.brought.order_by().annotate(one=whole.one()).filter(one__isnull=False)
        shared = facts.values("one").annotate(houses=Count("house_id", distinct=True))
        several = list(shared.filter(houses__gt=1).values_list("one", flat=True))
        rows = facts.filter(one__in=several).values_list("one", "house_id", column).distinct()
        return _grouped(rows if several else ())
    if whole.once is Once.SESSIONS and whole.left_out:
        groups = {whole.sameness.sessions[one] for one in whole.left_out}
        held = [one for one, group in whole.sameness.sessions.items() if group in groups]
        rows = whole.brought.order_by().filter(session_id__in=held)
        found = rows.values_list("house_id", "session_id").distinct()
        return _grouped((whole.sameness.sessions[one], house, one) for house, one in found)
    return {}


def _grouped(rows: Iterable[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for one, house, own in sorted(rows):
        found.setdefault(one, []).append((house, own))
    return found


def said_of_sessions(whole: Whole) -> dict[int, int]:
    """What each session that several hold is worth in the figure, by its house's own facts."""
    sessions = [one for group in doubles(whole).values() for _, one in group]
    measure = whole.indicator.measure
    if whole.once is not Once.SESSIONS or not sessions or isinstance(measure, Median):
        return {}
    rows = whole.brought.order_by().filter(session_id__in=sessions)
    return dict(rows.values_list("session_id").annotate(value=measure.expression()))


def clamp(period: Period, first: datetime.date | None, last: datetime.date | None) -> Period | None:
    """The days of a period from a first day to a last one; None where none is left."""
    start = max(period.start, first) if first else period.start
    end = min(period.end, last) if last else period.end
    return Period(start, end) if start <= end else None
