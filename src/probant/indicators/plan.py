"""Plans: the SQL of a figure, compiled once a process from the queryset that lists its records.

Building a queryset costs Python ten times what the database takes to answer it. So the queryset of
`Indicator.population` is built once with marks in the places of house, days and position; every
value after that is the same statement with those places filled.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, F

from probant.directory.merges import ever_merged
from probant.indicators.definition import Indicator, Scope
from probant.indicators.measures import Median
from probant.indicators.medians import middle
from probant.kernel.cut import Cut
from probant.kernel.period import Period

# Marks: values that no house, day or position ever has.
_HOUSE, _SEQ = 2**53 + 11, 2**53 + 23
_START, _END, _KNOWN = (datetime.date(9991 + n, 11, 3 + n) for n in range(3))


@dataclass(frozen=True)
class Plan:
    """A statement, its constants, and which place of it each asked value fills."""

    sql: str
    constants: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]
    scale: int = 1

    def run(self, *, house_id: int, period: Period, cut: Cut) -> tuple[int, int, bool]:
        """Value, number of records, and whether merges may change the value; one query."""
        day = connection.ops.adapt_datefield_value
        asked: dict[str, Any] = {
            "house": house_id,
            "start": day(period.start),
            "end": day(period.end),
        }
        asked |= {"known": day(cut.known_on), "seq": cut.seq}
        params = list(self.constants)
        for place, name in self.places:
            params[place] = asked[name]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            value, records, *merges = cursor.fetchone()
        return int((value or 0) * self.scale), int(records), any(merges)


def plan_of(indicator: Indicator, scope: Scope, cut: Cut, *, merged: bool = False) -> Plan:
    """The plan of an indicator in a scope, for cuts of this kind (now, a day, a position).

    With `merged`, structures that are one at the cut count as one. Without, the statement of a
    figure that merges could change asks besides whether the house ever made any: a house that made
    none (nearly all) pays a look at an empty index, and no second query.
    """
    return _plan(indicator, scope, cut.known_on is not None, cut.seq is not None, merged)


@lru_cache(maxsize=2048)
def _plan(indicator: Indicator, scope: Scope, by_day: bool, by_seq: bool, merged: bool) -> Plan:
    cut = Cut(_KNOWN if by_day else None, _SEQ if by_seq else None)
    period = Period(_START, _END)
    if isinstance(indicator.measure, Median):
        # a structure's figures are those of all its sheets, asked at once: no second question
        facts = indicator.population_of_one(house_id=_HOUSE, period=period, cut=cut, scope=scope)
        listed = facts.order_by().values(value_=F(indicator.measure.column))
        sql, params = listed.query.sql_with_params()
        return _placed(middle(sql, value="value_"), params, indicator.measure.scale)
    if merged:
        facts = indicator.population_of_one(house_id=_HOUSE, period=period, cut=cut, scope=scope)
        value = indicator.measure_of_one(house_id=_HOUSE, cut=cut)
    else:
        facts = indicator.population(house_id=_HOUSE, period=period, cut=cut, scope=scope)
        value = indicator.measure.expression()
    asked = facts.order_by().values(_value=value, _records=Count("*"))
    if not merged and (indicator.counts_structures or scope.organisation is not None):
        asked = asked.values("_value", "_records", _merges=ever_merged(_HOUSE))
    asked.query.group_by = None  # one row over all of them, not one a fact
    return _placed(*asked.query.sql_with_params())


def _placed(sql: str, params: Sequence[Any], scale: int = 1) -> Plan:
    """A statement with its marks found."""
    day = connection.ops.adapt_datefield_value
    marks: dict[Any, str] = {_HOUSE: "house", _SEQ: "seq"}
    marks |= {day(_START): "start", day(_END): "end", day(_KNOWN): "known"}
    places = tuple((place, marks[value]) for place, value in enumerate(params) if value in marks)
    return Plan(sql, tuple(params), places, scale)
