"""Working days: Monday to Friday, but public holidays; what a letter's percentage makes of them.

Public holidays: Code du travail, art. L3133-1. The Monday of Pentecost counts as one; which day is
worked in solidarity (L3133-7) is the employer's, and noted as time like any other.
"""

import datetime
from collections.abc import Collection
from functools import lru_cache

from probant.kernel.period import Period

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
A_DAY = datetime.timedelta(days=1)
WHOLE = 10_000


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of Nature, 1876).

    >>> easter(2023), easter(2024)
    (datetime.date(2023, 4, 9), datetime.date(2024, 3, 31))
    """
    gold, century, rest = year % 19, year // 100, year % 100
    leap, place = divmod(century, 4)
    moon = (19 * gold + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * place + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (gold + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[datetime.date]:
    """The eleven days of a year.

    >>> len(public_holidays(2023)), datetime.date(2023, 5, 29) in public_holidays(2023)
    (11, True)
    """
    sunday = easter(year)
    moving = {sunday + days * A_DAY for days in (1, 39, 50)}
    return frozenset({datetime.date(year, month, day) for month, day in FIXED} | moving)


def is_worked(day: datetime.date) -> bool:
    """Whether a day is worked by default: Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def month_of(year: int, month: int) -> Period:
    """The days of a month.

    >>> month_of(2024, 2).end
    datetime.date(2024, 2, 29)
    """
    start = datetime.date(year, month, 1)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return Period(start, after - A_DAY)


def days_of(period: Period) -> list[datetime.date]:
    """Every day of a period."""
    return [period.start + n * A_DAY for n in range((period.end - period.start).days + 1)]


def letter_minutes(
    day: datetime.date, half_day_minutes: int, contract: int, share: int, away: Collection[str] = ()
) -> int:
    """Minutes that a fixed percentage makes of a day: its halves worked × contract × share.

    `contract` and `share` in hundredths of a percent; `away`: the halves not worked.

    >>> letter_minutes(datetime.date(2023, 3, 14), 210, 10_000, 2000)
    84
    >>> letter_minutes(datetime.date(2023, 3, 14), 210, 10_000, 2000, {"am"})
    42
    >>> letter_minutes(datetime.date(2023, 3, 12), 210, 10_000, 2000)
    0
    """
    if not is_worked(day):
        return 0
    halves = 2 - len(set(away))
    return round(halves * half_day_minutes * contract * share / WHOLE**2)
