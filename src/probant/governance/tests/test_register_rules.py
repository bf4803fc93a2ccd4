"""Numbers of acts and their way to force: the rules alone."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.governance.rules.life import Life, Status, check_life, stages, status_of
from probant.governance.rules.numbering import (
    check_number,
    check_pattern,
    holes,
    next_number,
    read_rank,
    write_number,
)

VOTE = datetime.date(2024, 3, 21)
PATTERNS = ("{ordre}", "DM{année}-{mois}-{jour}_{ordre:3}", "{an}.{suite:2} (a+b)")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@given(st.sampled_from(PATTERNS), st.dates(), st.integers(1, 99_999))
def test_a_number_gives_back_its_rank(pattern: str, on: datetime.date, rank: int) -> None:
    assert read_rank(pattern, on, write_number(pattern, on, rank)) == rank


@given(st.sets(st.integers(1, 40), min_size=1))
def test_the_next_number_is_free_and_holes_are_those_below(ranks: set[int]) -> None:
    numbers = [write_number("{ordre:2}", VOTE, rank) for rank in ranks]
    assert next_number("{ordre:2}", VOTE, numbers) not in numbers
    missing = {int(one) for one in holes("{ordre:2}", VOTE, numbers)}
    assert missing == set(range(1, max(ranks))) - ranks


@pytest.mark.parametrize(
    "pattern", ["", "2024", "{ordre}{suite}", "{rang}", "{ordre", "{ordre:9}", "x" * 40 + "{ordre}"]
)
def test_a_pattern_that_numbers_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"ordre|caractères"):
        check_pattern(pattern)


def test_a_number_borne_twice_is_a_warning_and_another_pattern_is_told() -> None:
    assert [one.code for one in check_number("", VOTE, "4", ["4"])] == ["number.twice"]
    assert [one.code for one in check_number("{ordre}", VOTE, "A4", ["1"])] == ["number.pattern"]
    assert check_number("{ordre}", VOTE, "2", ["1", "3"]) == []
    assert check_number("{ordre}", VOTE, "", ["1", "3"]) == []


DAYS = {"transmitted_on": day("2024-03-28"), "published_on": day("2024-04-02")}


@pytest.mark.parametrize(
    ("changes", "status", "states"),
    [
        ({}, Status.VOTED, ["done", "due", "open", "open", "open"]),
        ({"transmitted_on": day("2024-03-28")}, Status.TRANSMITTED, ["done"] * 2 + ["open"] * 3),
        (DAYS, Status.EXECUTORY, ["done", "done", "done", "done", "open"]),
        ({**DAYS, "notified_on": day("2024-04-10")}, Status.NOTIFIED, ["done"] * 5),
        ({"adopted": False}, Status.REJECTED, ["done"]),
        ({"is_public": False}, Status.VOTED, ["done", "open"]),
        ({"withdrawn_on": day("2024-03-25")}, Status.WITHDRAWN, ["done", "late"]),
        ({**DAYS, "annulled_on": day("2024-09-01")}, Status.ANNULLED, ["done"] * 4 + ["late"]),
        ({"cited_only": True}, Status.CITED, ["done"]),
    ],
)
def test_an_act_goes_from_its_vote_to_force(
    changes: dict[str, Any], status: Status, states: list[str]
) -> None:
    life = replace(Life(VOTE, is_public=True, adopted=True, grants=True), **changes)
    assert status_of(life) is status
    found = stages(life, day("2024-04-01"))
    assert [one.state for one in found] == states


def test_a_late_transmission_and_an_early_notification_are_told() -> None:
    late = Life(VOTE, True, True, True, day("2024-04-20"), day("2024-04-21"), day("2024-04-08"))
    assert [one.code for one in check_life(late)] == ["transmission.late", "notified.early"]
    assert [one.state for one in stages(Life(VOTE, True, True, True), day("2024-05-01"))][1] == (
        "late"
    )
    last = [one for one in stages(late, day("2024-04-25")) if one.code == "transmitted"]
    assert last[0].detail == "déféré possible jusqu’au 20 juin 2024"
