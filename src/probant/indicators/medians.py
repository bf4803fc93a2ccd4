"""Medians, computed in the database: SQLite has no percentile, both engines have windows.

The queryset that lists the records is ranked as it is; the middle value, or the mean of the two in
the middle, is the median.
"""

from typing import Any

from django.db import connection
from django.db.models import F

from probant.journal.facts import FactQuerySet

_RANKED = (
    "(SELECT {first}{value}, ROW_NUMBER() OVER ({by}ORDER BY {value}) AS rank_, "
    "COUNT(*) OVER ({by}) AS all_ FROM ({listed}) AS listed_) AS ranked_"
)
_MIDDLE = "AVG(CASE WHEN 2 * rank_ BETWEEN all_ AND all_ + 2 THEN {value} END), COUNT(*)"


def middle(listed: str, *, value: str, part: str = "") -> str:
    """The statement around one that lists values: median and number of values, a line a part.

    `listed` is compiled by Django, its values apart; `value` and `part` are names of its columns.
    """
    first, by = (f"{part}, ", f"PARTITION BY {part} ") if part else ("", "")
    ranked = _RANKED.format(first=first, value=value, by=by, listed=listed)
    lines = f" GROUP BY {part}" if part else ""
    return " ".join(("SELECT", first, _MIDDLE.format(value=value), "FROM", ranked, lines))


def median_of(facts: FactQuerySet, column: str) -> tuple[Any, int]:
    """The median of a column over some facts, None over none, and how many they are; one query."""
    sql, params = facts.order_by().values(value_=F(column)).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(middle(sql, value="value_"), params)
        value, records = cursor.fetchone()
    return value, int(records)


def medians_of(facts: FactQuerySet, column: str, part: Any) -> list[tuple[str, Any, int]]:
    """The median of each part of some facts, and how many facts it has; one query."""
    named = facts.order_by().annotate(part_=part).values("part_", value_=F(column))
    sql, params = named.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(middle(sql, value="value_", part="part_"), params)
        return [(str(key), value, int(records)) for key, value, records in cursor.fetchall()]
