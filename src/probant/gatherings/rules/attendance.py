"""Half-days of a session, what is typed in one line at the door, what a printed sheet's code says.

Nothing here reads the database: the pages, the printed sheet and the scans share these rules.
"""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from probant.kernel.dates import write_short_date

NOON = datetime.time(13, 0)
MOST_DAYS = 10  # half-days are told apart on a sheet up to two weeks of work


@dataclass(frozen=True)
class HalfDay:
    """A morning ("1m") or an afternoon ("1a") of a session, numbered by its day."""

    code: str
    day: datetime.date
    is_morning: bool

    @property
    def label(self) -> str:
        """`14/03/2023 matin`."""
        return f"{write_short_date(self.day)} {self.part}"

    @property
    def part(self) -> str:
        """`matin` or `après-midi`."""
        return "matin" if self.is_morning else "après-midi"


def half_days(
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    starts_time: datetime.time | None,
    ends_time: datetime.time | None,
) -> tuple[HalfDay, ...]:
    """The half-days of a session that has several of them; none where one signature is enough.

    A day is in two halves where it begins before 13:00 and ends after it; without hours, one day
    is one half-day and several days are whole days.

    >>> day = datetime.date(2023, 3, 14)
    >>> half_days(day, None, datetime.time(14), datetime.time(17))
    ()
    >>> [h.code for h in half_days(day, None, datetime.time(9), datetime.time(17))]
    ['1m', '1a']
    >>> [h.code for h in half_days(day, datetime.date(2023, 3, 15), None, None)]
    ['1m', '1a', '2m', '2a']
    """
    last = ends_on or starts_on
    many = last > starts_on
    morning = starts_time < NOON if starts_time else many
    afternoon = ends_time > NOON if ends_time else many or bool(starts_time and starts_time >= NOON)
    count = min((last - starts_on).days + 1, MOST_DAYS)
    found = tuple(
        HalfDay(f"{number + 1}{letter}", starts_on + datetime.timedelta(number), letter == "m")
        for number in range(count)
        for letter, there in (("m", morning), ("a", afternoon))
        if there
    )
    return found if len(found) > 1 else ()


def kept_half_days(chosen: Collection[str], among: Collection[HalfDay]) -> str:
    """What an attendance keeps: the half-days attended, nothing where it is all of them.

    >>> day = datetime.date(2023, 3, 14)
    >>> two = (HalfDay("1m", day, True), HalfDay("1a", day, False))
    >>> kept_half_days(["1a", "9x"], two), kept_half_days(["1m", "1a"], two)
    ('1a', '')
    """
    codes = [half.code for half in among if half.code in chosen]
    return "" if len(codes) == len(among) else ",".join(codes)


@dataclass(frozen=True)
class Typed:
    """Somebody typed in one line at the door."""

    given_name: str
    family_name: str
    structure: str


def read_walk_in(line: str) -> Typed | None:
    """Read « Prénom Nom, Structure »; None where there is no name.

    The given name is the first word, unless the family name stands in capitals.

    >>> read_walk_in("Anna Dupont, Les Jardins")
    Typed(given_name='Anna', family_name='Dupont', structure='Les Jardins')
    >>> read_walk_in("LE GALL Jean-Yves")
    Typed(given_name='Jean-Yves', family_name='LE GALL', structure='')
    >>> read_walk_in("Durand")
    Typed(given_name='', family_name='Durand', structure='')
    >>> read_walk_in("  , Les Jardins")
    """
    name, _, structure = line.partition(",")
    words = name.split()
    if not words:
        return None
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if len(words) == 1:
        given, family = [], words
    elif capitals and len(capitals) < len(words):
        given, family = [word for word in words if word not in capitals], capitals
    else:
        given, family = words[:1], words[1:]
    return Typed(" ".join(given)[:80], " ".join(family)[:80], " ".join(structure.split())[:200])


SHEET_MARK = "probant:emargement:"  # what the code of a page begins with, before its signature
_REFERENCE = re.compile(r"(\d{1,15})-([0-9a-f]{8})-(\d{1,3})-(\d{1,3})")


@dataclass(frozen=True)
class SheetReference:
    """One page of one printed sheet: two printings of the same session are told apart."""

    session_id: int
    printing: str
    page: int
    pages: int

    def __str__(self) -> str:
        return f"{self.session_id}-{self.printing}-{self.page}-{self.pages}"


def read_reference(text: str) -> SheetReference | None:
    """Read what `str` of a reference writes.

    >>> read_reference("12-0a1b2c3d-1-4")
    SheetReference(session_id=12, printing='0a1b2c3d', page=1, pages=4)
    >>> read_reference("12-0a1b2c3d-1-4; 13")
    """
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    return SheetReference(int(found[1]), found[2], int(found[3]), int(found[4]))
