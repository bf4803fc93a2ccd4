"""How a figure grew: its value at the end of each day on which the house came to know something.

A figure that is the count or the sum of its facts, each by itself, is read for all days at once
from what came and went each day; any other is measured at each day.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connection
from django.db.models import Count as DbCount
from django.db.models import Min, QuerySet
from django.db.models import Sum as DbSum
from django.db.models.functions import Coalesce

from probant.directory.models import OrganisationMerged
from probant.indicators.account import is_added
from probant.indicators.engine import Figure, measure
from probant.indicators.measures import Count, Distinct, Hours, Sum
from probant.indicators.movement import beside, ever_behind, merges_behind
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut

Day = datetime.date


@dataclass(frozen=True)
class Point:
    """A figure as it was known at the end of a day."""

    known_on: Day
    value: int


def growth(figure: Figure, *, until: Day, points: int = 24) -> list[Point]:
    """How a figure grew with what the house came to know: the same queryset, cut at each day.

    The days are those on which a fact was learnt or voided, or structures were merged or parted,
    thinned to `points` at most; the first and the last always stand.
    """
    ever = ever_behind(figure)
    learnt, gone = _days(ever)
    days = learnt | gone
    if figure.merges:
        days |= set[Day]().union(*_days(merges_behind(figure)))
    for facts in beside(figure):
        days |= set[Day]().union(*_days(facts))
    shown = _thin(sorted(day for day in days if day <= until), points)
    values = _at_once(figure, ever, shown, has_voided=bool(gone))
    if values is None:
        values = [_measured(figure, day) for day in shown]
    return [Point(day, value) for day, value in zip(shown, values, strict=True)]


def _days(facts: FactQuerySet | QuerySet[OrganisationMerged]) -> tuple[set[Day], set[Day]]:
    """The days on which some were learnt, those on which some were voided."""
    plain = facts.order_by()
    learnt = plain.values_list("known_on", flat=True).distinct()
    gone = plain.filter(void_on__isnull=False).values_list("void_on", flat=True).distinct()
    return set(learnt), set(gone)


def _thin(days: list[Day], points: int) -> list[Day]:
    if len(days) <= points:
        return days
    last = len(days) - 1
    return [days[round(step * last / (points - 1))] for step in range(points)]


def _measured(figure: Figure, day: Day) -> int:
    return measure(
        figure.indicator,
        house_id=figure.house_id,
        period=figure.period,
        cut=Cut.known(day),
        scope=figure.scope,
    ).value


# --- all days at once


def _at_once(
    figure: Figure, ever: FactQuerySet, days: Sequence[Day], *, has_voided: bool
) -> list[int] | None:
    """The value at each day (ascending), in two queries; None where facts do not add up."""
    asked = figure.indicator.measure
    if figure.merges or not is_added(figure):
        return None
    if isinstance(asked, Distinct):
        return _running(_things(ever, asked.column, has_voided=has_voided), days)
    if isinstance(asked, Count | Sum | Hours):
        totals = _running(_amounts(ever, asked), days)
        return [total * 100 // 60 for total in totals] if isinstance(asked, Hours) else totals
    return None


def _running(moves: Iterable[tuple[Day, int]], days: Sequence[Day]) -> list[int]:
    """The sum of the moves of each day and of those before it."""
    by_day: Counter[Day] = Counter()
    for day, move in moves:
        by_day[day] += move
    order = sorted(by_day)
    sums = dict(zip(order, accumulate(by_day[day] for day in order), strict=True))
    found, last, place = [], 0, 0
    for day in days:
        while place < len(order) and order[place] <= day:
            last = sums[order[place]]
            place += 1
        found.append(last)
    return found


def _amounts(ever: FactQuerySet, asked: Count | Sum | Hours) -> list[tuple[Day, int]]:
    """What facts learnt each day add, and what those voided each day take away."""
    plain = ever.order_by()
    column = None if isinstance(asked, Count) else asked.column
    amount: Any = DbCount("pk") if column is None else Coalesce(DbSum(column), 0)
    came = plain.values_list("known_on").annotate(amount_=amount)
    went = plain.filter(void_on__isnull=False).values_list("void_on").annotate(amount_=amount)
    return [*came, *((day, -lost) for day, lost in went)]


def _things(ever: FactQuerySet, column: str, *, has_voided: bool) -> list[tuple[Day, int]]:
    """When different things begin to count, and cease to: a thing counts while a fact says so.

    What was never voided counts from the day of its first fact on, which the database says in one
    line a day; the others, which are few, are followed fact by fact.
    """
    plain = ever.order_by().filter(**{f"{column}__isnull": False})
    firsts = plain.values(column).annotate(first_=Min("known_on"))
    if has_voided:
        firsts = firsts.annotate(voided_=DbCount("void_on")).filter(voided_=0)
    sql, params = firsts.values("first_").query.sql_with_params()
    with connection.cursor() as cursor:
        lines = ("SELECT first_, COUNT(*) FROM (", sql, ") AS firsts_ GROUP BY first_")
        cursor.execute("".join(lines), params)
        moves = [(_day(first), int(things)) for first, things in cursor.fetchall()]
    if not has_voided:
        return moves
    said: dict[Any, Counter[Day]] = defaultdict(Counter)
    unsure = plain.filter(void_on__isnull=False).values(column)
    rows = plain.filter(**{f"{column}__in": unsure}).values_list(column, "known_on", "void_on")
    for thing, known_on, void_on in rows:
        said[thing][known_on] += 1
        if void_on is not None:
            said[thing][void_on] -= 1
    for changes in said.values():
        moves += _counted(changes)
    return moves


def _counted(changes: Counter[Day]) -> Iterator[tuple[Day, int]]:
    """When a thing begins to count, and ceases to; `changes`: facts more and less of each day."""
    standing = 0
    for day in sorted(changes):
        before, standing = standing, standing + changes[day]
        if bool(before) != bool(standing):
            yield day, 1 if standing else -1


def _day(value: Day | str) -> Day:
    """A day as the engine gives it outside the ORM: SQLite keeps words."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
