"""The path of a case held against the version that it follows."""

import datetime

import pytest

from probant.programmes.rules.path import Plan, Progress, Stage, check_path, left_on

DAY = datetime.date(2023, 3, 14)
PLAN = Plan(
    (
        Stage(1, "Accueil", usual_days=60),
        Stage(2, "Diagnostic", requires=(1,), pieces={"diagnostic": "Diagnostic partagé"}),
        Stage(3, "Suivi", requires=(2,)),
    ),
    lasts_to_months=24,
    quiet_months=3,
)


def after(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def codes(
    today: datetime.date, *, closed_on: datetime.date | None = None, **more: object
) -> list[str]:
    progress = Progress(DAY, closed_on=closed_on, **{"touched_on": today, **more})  # type: ignore[arg-type]
    return [found.code for found in check_path(PLAN, progress, today)]


def test_path_walked_in_order_says_nothing() -> None:
    assert codes(after(10), reached={1: DAY, 2: after(10)}) == []


def test_phase_before_the_one_it_requires_is_found() -> None:
    assert codes(after(10), reached={2: after(5)}) == ["case.phase_before_required"]


def test_phase_on_the_same_day_as_the_one_it_requires_is_in_order() -> None:
    assert codes(after(10), reached={1: after(5), 2: after(5)}) == []


def test_required_phase_noted_later_is_told_with_its_day() -> None:
    progress = Progress(DAY, after(20), reached={1: after(20), 2: after(5)})
    (found,) = check_path(PLAN, progress, after(20))
    assert "notée au 19 mars 2023" in found.message
    assert "notée au 3 avril 2023" in found.message


def test_piece_is_missing_once_its_phase_is_left_only() -> None:
    assert codes(after(10), reached={1: DAY, 2: after(5)}) == []
    walked = {1: DAY, 2: after(5), 3: after(10)}
    assert codes(after(10), reached=walked) == ["case.piece_missing"]
    assert codes(after(10), reached=walked, pieces=frozenset({"diagnostic"})) == []


def test_closing_a_case_leaves_the_phase_it_stood_in() -> None:
    left = left_on(PLAN, Progress(DAY, DAY, closed_on=after(8), reached={1: DAY, 2: after(5)}))
    assert left == {1: after(5), 2: after(8)}


def test_closed_case_has_no_delay_nor_duration() -> None:
    late = after(2000)
    held = frozenset({"diagnostic"})
    assert codes(late, closed_on=after(9), reached={1: DAY, 2: after(5)}, pieces=held) == []


def test_usual_delay_of_a_phase_is_passed_the_day_after() -> None:
    assert codes(after(60), reached={1: DAY}) == []
    assert codes(after(61), reached={1: DAY}) == ["case.phase_late"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime.date(2025, 1, 12), []),
        (datetime.date(2025, 1, 13), ["case.duration_near"]),
        (datetime.date(2025, 3, 14), ["case.duration_near"]),
        (datetime.date(2025, 3, 15), ["case.duration_over"]),
    ],
)
def test_duration_is_announced_sixty_days_before_its_end(
    today: datetime.date, expected: list[str]
) -> None:
    reached = {1: DAY, 2: DAY, 3: DAY}
    assert codes(today, reached=reached, pieces=frozenset({"diagnostic"})) == expected


def test_case_is_quiet_the_day_after_its_months() -> None:
    walked = {"reached": {1: DAY, 2: DAY}, "touched_on": DAY}
    assert codes(datetime.date(2023, 6, 14), **walked) == []
    assert codes(datetime.date(2023, 6, 15), **walked) == ["case.silent"]


def test_programme_that_says_nothing_finds_nothing() -> None:
    progress = Progress(DAY, DAY, reached={9: DAY})
    assert check_path(Plan(), progress, after(9999)) == []
