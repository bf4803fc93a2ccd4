from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.kernel.period import Period

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
PERIODS = st.builds(Period.between, DAYS, DAYS)


def test_end_before_start_is_refused_in_french() -> None:
    with pytest.raises(ValueError, match=r"La fin \(1er mars 2023\) précède le début \(2 mars"):
        Period(date(2023, 3, 2), date(2023, 3, 1))


def test_between_takes_the_days_in_any_order() -> None:
    expected = Period(date(2023, 3, 1), date(2023, 3, 2))
    assert Period.between(date(2023, 3, 2), date(2023, 3, 1)) == expected


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Period.year(2023), "2023"),
        (Period(date(2023, 1, 1), date(2025, 12, 31)), "2023–2025"),
        (Period.day(date(2024, 3, 21)), "le 21 mars 2024"),
        (Period(date(2023, 3, 1), date(2023, 12, 31)), "du 1er mars 2023 au 31 décembre 2023"),
    ],
)
def test_label_is_the_shortest_exact_one(period: Period, label: str) -> None:
    assert period.label == label


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.year(2024), Period.year(2023)),
        (
            Period(date(2024, 2, 1), date(2024, 2, 29)),
            Period(date(2023, 2, 1), date(2023, 2, 28)),
        ),
        (
            Period(date(2025, 2, 1), date(2025, 2, 28)),
            Period(date(2024, 2, 1), date(2024, 2, 29)),
        ),
        (
            Period(date(2024, 2, 29), date(2024, 3, 31)),
            Period(date(2023, 2, 28), date(2023, 3, 31)),
        ),
        (
            Period(date(2025, 2, 28), date(2025, 3, 1)),
            Period(date(2024, 2, 28), date(2024, 3, 1)),
        ),
    ],
)
def test_previous_year_keeps_the_shape(period: Period, before: Period) -> None:
    assert period.previous_year() == before


def test_both_ends_are_contained() -> None:
    period = Period(date(2023, 3, 1), date(2023, 3, 31))
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 31), date(2023, 4, 1)]
    assert [period.contains(day) for day in days] == [False, True, True, False]


@given(PERIODS, PERIODS)
def test_intersection_holds_the_days_of_both(one: Period, other: Period) -> None:
    common = one.intersection(other)
    assert common == other.intersection(one)
    assert (common is not None) == one.overlaps(other) == other.overlaps(one)
    if common is not None:
        assert one.contains(common.start)
        assert other.contains(common.start)
        assert common.days <= min(one.days, other.days)


@given(PERIODS)
def test_years_cover_the_period_once(period: Period) -> None:
    parts = list(period.years())
    assert sum(part.days for part in parts) == period.days
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert {part.start.year == part.end.year for part in parts} == {True}


def test_days_count_both_ends() -> None:
    assert [Period.year(year).days for year in (2023, 2024)] == [365, 366]
    assert Period.day(date(2024, 3, 21)).days == 1
