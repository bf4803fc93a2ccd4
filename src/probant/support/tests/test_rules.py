"""Pure rules of support."""

import datetime
import doctest

import pytest

from probant.kernel.period import months_after
from probant.support import rules
from probant.support.rules import TERMS, is_silent, term_due

DAY = datetime.date(2023, 3, 14)


def test_examples_hold() -> None:
    assert doctest.testmod(rules).failed == 0


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (datetime.date(2023, 1, 31), 1, datetime.date(2023, 2, 28)),
        (datetime.date(2023, 12, 15), 12, datetime.date(2024, 12, 15)),
        (datetime.date(2024, 2, 29), -12, datetime.date(2023, 2, 28)),
        (datetime.date(2023, 3, 14), -6, datetime.date(2022, 9, 14)),
    ],
)
def test_months_after_keeps_the_day_or_the_last_of_the_month(
    day: datetime.date, months: int, expected: datetime.date
) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(("days", "silent"), [(90, False), (91, True)])
def test_case_is_silent_after_ninety_days(days: int, silent: bool) -> None:
    assert is_silent(DAY, DAY + datetime.timedelta(days=days)) is silent


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (datetime.date(2023, 9, 13), None),
        (datetime.date(2023, 9, 14), 6),
        (datetime.date(2024, 3, 13), 6),
        (datetime.date(2024, 3, 14), 12),
    ],
)
def test_follow_up_is_due_at_six_then_twelve_months(
    today: datetime.date, expected: int | None
) -> None:
    due = term_due(DAY, TERMS["support"], today)
    assert (due[0] if due else None) == expected
