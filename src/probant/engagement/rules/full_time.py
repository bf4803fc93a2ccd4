"""Full-time equivalents: minutes worked over the minutes of a full-time year of the employer.

Source: `staff.fte_hours`, 1 607 hours a year (Code du travail, art. L3121-41 and L3121-27: 35 hours
a week over the year, solidarity day included), unless the employer says another base. It is the
FTE *worked over a year*: 209 hours are 0.13, whatever part of the year they were worked in.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from probant.kernel.parameters import parameter_or_first

HALVES = 10  # half-days of a week of five days


@dataclass(frozen=True, slots=True)
class Base:
    """What full time is: hours a year, minutes a week, since when, by which text."""

    yearly_hours: int
    weekly_minutes: int
    source: str
    starts_on: datetime.date = datetime.date.min

    @property
    def yearly_minutes(self) -> int:
        """Minutes of a full-time year."""
        return self.yearly_hours * 60

    @property
    def half_day_minutes(self) -> int:
        """Minutes of a half-day: a tenth of the week.

        >>> Base(1607, 2100, "").half_day_minutes
        210
        """
        return self.weekly_minutes // HALVES


def legal_base(on: datetime.date) -> Base:
    """The base of the law on a day.

    >>> legal_base(datetime.date(2023, 1, 1)).yearly_hours
    1607
    """
    year = parameter_or_first("staff.fte_hours", on=on)
    week = parameter_or_first("staff.weekly_hours", on=on)
    return Base(int(year.value), int(week.value) * 60, year.source)


def base_on(on: datetime.date, bases: Iterable[Base]) -> Base:
    """The employer's base on a day: the last that had begun; else the law's.

    >>> own = Base(1575, 2100, "accord d’entreprise", datetime.date(2023, 7, 1))
    >>> [base_on(datetime.date(2023, m, 1), [own]).yearly_hours for m in (6, 7)]
    [1607, 1575]
    """
    begun = [one for one in bases if one.starts_on <= on]
    return max(begun, key=lambda one: one.starts_on) if begun else legal_base(on)


def fte(times: Iterable[tuple[int, int]]) -> Fraction:
    """FTE of times, each (minutes, minutes of a full-time year on its day). Exact.

    >>> round(float(fte([(209 * 60, 1607 * 60)])), 2)
    0.13
    """
    return sum((Fraction(minutes, year) for minutes, year in times), Fraction(0))


def write_fte(value: Fraction | float) -> str:
    """An FTE with two decimals.

    >>> write_fte(Fraction(209, 1607))
    '0,13'
    """
    return f"{float(value):.2f}".replace(".", ",")
