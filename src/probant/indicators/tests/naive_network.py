"""The figures of the network written again by hand, in plain Python."""

import datetime
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Facts = dict[str, list[Row]]
Stands = Callable[[Row], bool]
CODE = "reseau-acteurs"


def _members(facts: Facts, year: int, stands: Stands) -> int:
    """Structures that were members one day of the year at least."""
    first = datetime.date(year, 1, 1)
    gone = {
        row["member_id"]
        for row in facts["MemberLeft"]
        if stands(row) and row["occurred_on"] < first
    }
    return len(
        {
            row["organisation_id"]
            for row in facts["MemberJoined"]
            if stands(row)
            and row["programme_code"] == CODE
            and row["occurred_on"].year <= year
            and row["member_id"] not in gone
        }
    )


def _was_member(facts: Facts, stands: Stands, organisation: int, day: datetime.date) -> bool:
    """Whether a structure was a member on a day."""
    left = {row["member_id"]: row["occurred_on"] for row in facts["MemberLeft"] if stands(row)}
    return any(
        stands(row)
        and row["programme_code"] == CODE
        and row["organisation_id"] == organisation
        and row["occurred_on"] <= day
        and left.get(row["member_id"], day) >= day
        for row in facts["MemberJoined"]
    )


def _presences(facts: Facts, year: int, stands: Stands) -> set[tuple[int, int]]:
    """(session, member) of the year: two people of a structure at a meeting are one."""
    return {
        (row["session_id"], row["organisation_id"])
        for row in facts["Attendance"]
        if stands(row)
        and row["programme_code"] == CODE
        and not row["own_staff"]
        and row["organisation_id"] is not None
        and row["occurred_on"].year == year
        and _was_member(facts, stands, row["organisation_id"], row["occurred_on"])
    }


NETWORK: dict[str, Callable[[Facts, int, Stands], int]] = {
    "network.members": _members,
    "network.member_presences": lambda facts, year, stands: len(_presences(facts, year, stands)),
    "network.members_present": lambda facts, year, stands: len(
        {one for _, one in _presences(facts, year, stands)}
    ),
}
