"""Rules of a programme of sessions: the day proposed for the year after, the plan of stands."""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_WEEK = datetime.timedelta(days=7)


class Step(StrEnum):
    """How much later something is taken up again."""

    WEEK = "semaine"
    MONTH = "mois"
    YEAR = "an"


def taken_up(day: datetime.date, step: Step) -> datetime.date:
    """The day proposed a step later: the same day of the week, at the same rank in its month.

    A fifth one that the month does not have is its last.

    >>> taken_up(datetime.date(2023, 11, 24), Step.YEAR)  # the fourth Friday of November
    datetime.date(2024, 11, 22)
    >>> taken_up(datetime.date(2024, 2, 29), Step.YEAR)  # a fifth Thursday: the last one
    datetime.date(2025, 2, 27)
    >>> taken_up(datetime.date(2023, 12, 14), Step.MONTH)
    datetime.date(2024, 1, 11)
    """
    if step is Step.WEEK:
        return day + _WEEK
    year, month = (day.year + 1, day.month) if step is Step.YEAR else _next_month(day)
    return _of_rank(year, month, day.weekday(), (day.day - 1) // 7)


def _next_month(day: datetime.date) -> tuple[int, int]:
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)


def _of_rank(year: int, month: int, weekday: int, rank: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    found = first + datetime.timedelta(days=(weekday - first.weekday()) % 7) + rank * _WEEK
    return found if found.month == month else found - _WEEK


def same_days(start: datetime.date, end: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The same civil days of the year after: those of an event that has its month.

    >>> same_days(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    """
    return _same_day(start), _same_day(end)


def _same_day(day: datetime.date) -> datetime.date:
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the reckoning of Meeus, Jones and Butcher).

    >>> easter(2023), easter(2024)
    (datetime.date(2023, 4, 9), datetime.date(2024, 3, 31))
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    quarter, left = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


_FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def is_holiday(day: datetime.date) -> bool:
    """Whether it is a public holiday in France (Code du travail, art. L3133-1).

    >>> is_holiday(datetime.date(2024, 5, 9)), is_holiday(datetime.date(2024, 5, 10))
    (True, False)
    """
    moving = {easter(day.year) + datetime.timedelta(days=days) for days in _AFTER_EASTER}
    return (day.month, day.day) in _FIXED or day in moving


@dataclass(frozen=True)
class Aisle:
    """An aisle of stands: its letter, how many places."""

    name: str
    places: int


MOST_PLACES = 60  # of an aisle
_AISLE = re.compile(r"([A-Za-z]{1,3})\s*[:=]?\s*(\d{1,3})")


def read_aisles(text: str) -> list[Aisle]:
    """Read the aisles of a hall: `A 6, B 4`. Raises ValueError in French.

    >>> read_aisles("A 6, b:4")
    [Aisle(name='A', places=6), Aisle(name='B', places=4)]
    """
    found: dict[str, Aisle] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", text))):
        matched = _AISLE.fullmatch(part)
        if matched is None or not 0 < int(matched[2]) <= MOST_PLACES:
            raise ValueError(
                f"« {part} » n’est pas une allée : écrivez sa lettre et son nombre de places, "
                "comme A 6."
            )
        name = matched[1].upper()
        if name in found:
            raise ValueError(f"L’allée {name} est donnée deux fois.")
        found[name] = Aisle(name, int(matched[2]))
    if not found:
        raise ValueError("Donnez au moins une allée, comme A 6.")
    return list(found.values())


@dataclass(frozen=True)
class Place:
    """Where a stand is drawn, in the units of the plan."""

    left: int
    top: int
    width: int
    height: int


WIDTH, HEIGHT, GAP, AISLE_GAP = 120, 64, 8, 40


def lay_out(stands: Sequence[tuple[str, int]]) -> tuple[list[Place], int, int]:
    """Where each stand (aisle, number) is drawn, aisle under aisle, and the size of the plan.

    >>> lay_out([("A", 1), ("A", 2), ("B", 1)])[1:]
    (264, 184)
    """
    rows = {name: row for row, name in enumerate(dict.fromkeys(name for name, _ in stands))}
    placed = [
        Place(
            GAP + (number - 1) * (WIDTH + GAP),
            GAP + rows[name] * (HEIGHT + AISLE_GAP),
            WIDTH,
            HEIGHT,
        )
        for name, number in stands
    ]
    right = max((place.left + WIDTH for place in placed), default=0) + GAP
    bottom = max((place.top + HEIGHT for place in placed), default=0) + GAP
    return placed, right, bottom
