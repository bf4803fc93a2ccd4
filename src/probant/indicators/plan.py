"""Plans: the SQL of a figure, compiled once a process from the queryset that lists its records.

Building a queryset costs Python ten times what the database takes to answer it. So the queryset of
`Indicator.population` is built once with marks in the places of house, days and position; every
value after that is the same statement with those places filled.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count

from probant.indicators.definition import Indicator, Scope
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

    def run(self, *, house_id: int, period: Period, cut: Cut) -> tuple[int, int]:
        """Value and number of records; one query."""
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
            value, records = cursor.fetchone()
        return int(value or 0), int(records)


def plan_of(indicator: Indicator, scope: Scope, cut: Cut) -> Plan:
    """The plan of an indicator in a scope, for cuts of this kind (now, a day, a position)."""
    return _plan(indicator, scope, cut.known_on is not None, cut.seq is not None)


@lru_cache(maxsize=2048)
def _plan(indicator: Indicator, scope: Scope, by_day: bool, by_seq: bool) -> Plan:
    cut = Cut(_KNOWN if by_day else None, _SEQ if by_seq else None)
    facts = indicator.population(house_id=_HOUSE, period=Period(_START, _END), cut=cut, scope=scope)
    asked = facts.order_by().values(_value=indicator.measure.expression(), _records=Count("*"))
    asked.query.group_by = None  # one row over all of them, not one a fact
    sql, params = asked.query.sql_with_params()
    day = connection.ops.adapt_datefield_value
    marks: dict[Any, str] = {_HOUSE: "house", _SEQ: "seq"}
    marks |= {day(_START): "start", day(_END): "end", day(_KNOWN): "known"}
    places = tuple((place, marks[value]) for place, value in enumerate(params) if value in marks)
    return Plan(sql, tuple(params), places)
