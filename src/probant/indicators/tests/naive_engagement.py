"""The figures of volunteers, of the team's time and of participants, written again by hand."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Facts = dict[str, list[Row]]
Stands = Callable[[Row], bool]
ByHand = Callable[[Facts, int, Stands], int]


def _people(kind: str, **said: str) -> ByHand:
    """How many different people the facts of a year are about."""

    def count(facts: Facts, year: int, stands: Stands) -> int:
        return len(
            {
                row["person_id"]
                for row in facts[kind]
                if stands(row)
                and row["occurred_on"].year == year
                and all(row[column] == value for column, value in said.items())
            }
        )

    return count


def _hours(kind: str, task: str | None = None) -> ByHand:
    """Whole hundredths of an hour in the minutes of a year."""

    def count(facts: Facts, year: int, stands: Stands) -> int:
        minutes = 0
        for row in facts[kind]:
            if stands(row) and row["occurred_on"].year == year and task in (None, row.get("task")):
                minutes += row["minutes"]
        hours, left = divmod(minutes, 60)
        return 100 * hours + 5 * left // 3

    return count


def _on_an_action(counted: ByHand) -> ByHand:
    """The same, of the time that belongs to an action."""
    return _where(counted, lambda row: row["action_id"] is not None)


def _apart(counted: ByHand) -> ByHand:
    return _where(counted, lambda row: row["action_id"] is None)


def _where(counted: ByHand, accepts: Callable[[Row], bool]) -> ByHand:
    return lambda facts, year, stands: counted(
        facts, year, lambda row: accepts(row) and stands(row)
    )


def _posts(facts: Facts, year: int, stands: Stands) -> int:
    worked = sum(
        Fraction(row["minutes"], row["full_time_minutes"])
        for row in facts["StaffTime"]
        if stands(row) and row["occurred_on"].year == year
    )
    return math.floor(100 * worked + Fraction(1, 2))


def _value(facts: Facts, year: int, stands: Stands) -> int:
    cents = 0
    for row in facts["VolunteerHours"]:
        if stands(row) and row["occurred_on"].year == year and row["value_cents"] is not None:
            cents += row["value_cents"]
    return cents


ENGAGEMENT: dict[str, ByHand] = {
    "volunteering.volunteers": _people("VolunteerHours"),
    "volunteering.hours": _hours("VolunteerHours"),
    "volunteering.hours_welcome": _hours("VolunteerHours", "accueil"),
    "volunteering.hours_co_support": _hours("VolunteerHours", "co_accompagnement"),
    "volunteering.hours_post_support": _hours("VolunteerHours", "post_accompagnement"),
    "volunteering.hours_life": _hours("VolunteerHours", "vie_associative"),
    "volunteering.value": _value,
    "staff.hours": _on_an_action(_hours("StaffTime")),
    "staff.hours_apart": _apart(_hours("StaffTime")),
    "staff.fte": _on_an_action(_posts),
    "participants.entered": _people("ParticipantEntered"),
    "participants.left_employed": _people("ParticipantLeft", status="emploi"),
}
