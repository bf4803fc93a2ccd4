"""Shares by day: what adds up on one day, and the day from which it passes the whole.

The same arithmetic holds a person's contracts under full time and, in `funding`, the shares of
funders under the cost of an hour.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from probant.kernel.dates import write_date

WHOLE = 10_000  # hundredths of a percent


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole, in hundredths of a percent, from a day to a day; `end` None: still.

    `of` is whose it is: what a refusal names and links.
    """

    start: datetime.date
    end: datetime.date | None
    hundredths: int
    of: Any = None

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it counts on a day, both ends included."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Excess:
    """The first day on which shares pass the whole, their sum there, and those already there."""

    on: datetime.date
    total: int
    others: tuple[Share, ...]


def excess(new: Share, standing: Iterable[Share]) -> Excess | None:
    """Where a new share would make a day pass 100 %; None where it fits on every day of its own.

    Sums change only on the day a share begins, so those days are enough.

    >>> day = datetime.date
    >>> half = Share(day(2023, 1, 1), day(2023, 6, 30), 5000)
    >>> excess(Share(day(2023, 7, 1), None, WHOLE), [half]) is None
    True
    >>> excess(Share(day(2023, 6, 1), None, 6000), [half]).on
    datetime.date(2023, 6, 1)
    """
    kept = list(standing)
    days = sorted({new.start, *(one.start for one in kept if new.holds_on(one.start))})
    for day in days:
        others = tuple(one for one in kept if one.holds_on(day))
        total = new.hundredths + sum(one.hundredths for one in others)
        if total > WHOLE:
            return Excess(day, total, others)
    return None


def total_on(day: datetime.date, shares: Iterable[Share]) -> int:
    """What shares add up to on a day, in hundredths of a percent."""
    return sum(one.hundredths for one in shares if one.holds_on(day))


def read_share(text: str) -> int:
    """Read a percentage: `80`, `80 %`, `57,14 %`; gives hundredths of a percent.

    >>> read_share("80 %"), read_share("57,14")
    (8000, 5714)
    """
    told = "".join(text.replace("%", "").split()).replace(",", ".")
    whole, _, rest = told.partition(".")
    digits = whole.isascii() and whole.isdigit() and len(whole) <= 3
    if not digits or (rest and not (rest.isascii() and rest.isdigit() and len(rest) <= 2)):
        raise ValueError(f"« {text} » n’est pas un pourcentage : écrivez par exemple 80 %.")
    found = int(whole) * 100 + int(rest.ljust(2, "0") if rest else "0")
    if not 0 < found <= WHOLE:
        raise ValueError("Un pourcentage va de plus de 0 % à 100 %.")
    return found


def write_share(hundredths: int) -> str:
    """A percentage as one reads it.

    >>> write_share(8000), write_share(5714)
    ('80\\xa0%', '57,14\\xa0%')
    """
    whole, rest = divmod(hundredths, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}\u00a0%"


def say_days(start: datetime.date, end: datetime.date | None) -> str:
    """The days of a share, in words.

    >>> say_days(datetime.date(2023, 1, 1), None)
    'depuis le 1er janvier 2023'
    """
    if end is None:
        return f"depuis le {write_date(start)}"
    return f"du {write_date(start)} au {write_date(end)}"


def name_others(others: Sequence[Share]) -> str:
    """The shares already there, each named by what it is of, with its percentage and days."""
    return " ; ".join(
        f"{one.of} ({write_share(one.hundredths)}, {say_days(one.start, one.end)})"
        for one in others
    )
