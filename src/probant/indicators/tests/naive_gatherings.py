"""The figures of sessions planned written again by hand, in plain Python."""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Facts = dict[str, list[Row]]
Stands = Callable[[Row], bool]
Told = Callable[[Row], bool]


def _planned(facts: Facts, year: int, stands: Stands) -> set[int]:
    """Sessions promised for a day of the year."""
    return {
        row["session_id"]
        for row in facts["SessionPlanned"]
        if stands(row) and row["planned_on"].year == year
    }


def _of_those(kind: str, told: Told = lambda row: True) -> Callable[[Facts, int, Stands], int]:
    """How many of them a fact of another kind says something of, whatever its day."""

    def count(facts: Facts, year: int, stands: Stands) -> int:
        since = {row["session_id"] for row in facts[kind] if stands(row) and told(row)}
        return len(_planned(facts, year, stands) & since)

    return count


PLANNED: dict[str, Callable[[Facts, int, Stands], int]] = {
    "gatherings.sessions_planned": lambda facts, year, stands: len(_planned(facts, year, stands)),
    "gatherings.planned_held": _of_those("SessionHeld"),
    "gatherings.planned_cancelled": _of_those(
        "SessionCalledOff", lambda row: row["nature"] == "cancelled"
    ),
    "gatherings.planned_postponed": _of_those(
        "SessionCalledOff", lambda row: row["nature"] == "postponed"
    ),
}
