"""Read, find and write civil dates (Europe/Paris), the French way.

A year of two digits below `PIVOT` belongs to 2000-2049, the others to 1950-1999. A month without a
day, or a day and month without a year, is not a date here.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from probant.kernel.numerals import NUMBER_WORDS, read_number_prefix
from probant.kernel.text import typeset

PIVOT = 50
FIRST_YEAR, LAST_YEAR = 1700, 2199
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_E = "(?:é|e\u0301?)"
_U = "(?:û|u\u0302?)"
_MONTH = (
    rf"(?P<month>janvier|f{_E}vrier|mars|avril|mai|juin|juillet|ao{_U}t|septembre|octobre"
    rf"|novembre|d{_E}cembre|janv|f{_E}vr?|avr|juill?|sept?|oct|nov|d{_E}c)(?![^\W\d_])(?P<dot>\s?\.)?"
)
_STEMS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)})\s*,?\s{{1,6}}(?:le\s{{1,6}})?)"
_WEEKDAY_BEFORE = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\s*,?\s{{1,6}}(?:le\s{{1,6}})?$", re.IGNORECASE
)
_DAY = (
    r"(?P<day>(?<![0-9])(?<![0-9][.,/])[0-9]{1,2}(?![0-9])(?:\s?(?:er|ᵉʳ|°|ème|e)(?![^\W\d_]))?"
    rf"|\bler\b|\bpremier\b|{NUMBER_WORDS})"
)
_OF = r"\s{0,6}(?:du\s+mois\s+(?:de\s+|d\s?['’]\s?))?"
_NOT_MONEY = r"(?!\s{0,4}(?:[kKM]?€|euros?\b))"
_YEAR = (
    rf"(?P<year>[12][0-9]{{3}}(?![0-9]){_NOT_MONEY}"
    rf"|(?:19|2 ?0|1 9) ?[0-9] ?[0-9](?! ?[0-9]){_NOT_MONEY}"
    rf"|['’][0-9]{{2}}(?![0-9])|[0-9]{{2}}(?![0-9])|{NUMBER_WORDS})"
)
_FLAGS = re.IGNORECASE
_LETTERS = re.compile(
    rf"{_DAY}{_OF}{_MONTH}\s{{0,6}},?\s{{0,6}}(?:de\s+l\s?['’]\s?ann?[ée]?e?\s+)?{_YEAR}",
    _FLAGS,
)
_YEAR_FIRST = re.compile(
    rf"(?:\bl\s?['’´`]?\s?an(?:n[ée]e)?\s+(?P<figures>[12][0-9]{{3}})|"
    rf"(?:\bl\s?['’´`]?\s?an(?:n[ée]e)?\s+)?(?P<year>{NUMBER_WORDS}))"
    rf"\s{{0,6}},?\s{{0,6}}(?:et\s+)?(?:le\s+)?{_WEEKDAY}?{_DAY}{_OF}{_MONTH}"
    r"(?P<again>\s{1,6}[12][0-9]{3}(?![0-9]))?",
    _FLAGS,
)
_FIGURES = re.compile(
    r"(?<![0-9])(?<![0-9][./\-])(?P<day>[0-9]{1,2})\s?(?P<sep>[./\-])\s?(?P<month>[0-9]{1,2})\s?(?P=sep)\s?"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])(?![./\-][0-9])"
)
_ISO = re.compile(
    r"(?<![0-9])(?<![0-9][./\-])(?P<year>[12][0-9]{3})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)"
    r"(?P<day>[0-9]{1,2})(?![0-9])(?![./\-][0-9])"
)
_MONTH_NAME = re.compile(_MONTH, _FLAGS)
_REACH = 160
_EXAMPLE = "Tapez par exemple 14/12/2023 ou 14 décembre 2023."


class UnreadableDate(ValueError):
    """The text is not one possible date; the message is French and says what to type."""


def _unreadable(message: str) -> UnreadableDate:
    return UnreadableDate(typeset(message))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date met in running text: `text == source[start:end]`.

    `weekday` is the day of the week that the text names (0 = Monday), None if it names none: it may
    differ from `value.weekday()`, which is a finding for the reader.
    """

    value: date
    start: int
    end: int
    text: str
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """A date that the text prints and the calendar does not have (31 juin 2024)."""

    start: int
    end: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    day: int
    month: int
    year: int
    start: int
    end: int
    weekday: int | None


def _day(text: str) -> int | None:
    digits = re.match("[0-9]+", text)
    if digits:
        return int(digits.group())
    if text.casefold() in ("ler", "premier"):
        return 1
    number = read_number_prefix(text)
    whole = number is not None and number.end == len(text)
    return number.value if number and whole and 1 <= number.value <= 31 else None


def _month(text: str) -> int:
    plain = text.casefold().replace("\u0301", "").replace("\u0302", "")
    plain = plain.replace("é", "e").replace("û", "u")
    return next(index for index, stem in enumerate(_STEMS, 1) if plain.startswith(stem))


def _century(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < PIVOT else 1900)


def _weekday_before(text: str, start: int) -> tuple[int | None, int]:
    """The day of the week named just before `start`, and where its name begins."""
    before = max(0, start - 24)
    named = _WEEKDAY_BEFORE.search(text[before:start])
    if named is None:
        return None, start
    return WEEKDAYS.index(named["weekday"].casefold()), before + named.start()


def _letters(match: re.Match[str], whole_text: bool) -> _Candidate | None:
    """Read "7 avril 2009"; in running text a two-digit year only where it is clear."""
    day, written, end = _day(match["day"]), match["year"], match.end()
    if written[0] in "'’":
        year = _century(int(written[1:]))
    elif written[0].isdigit():
        year = int(written.replace(" ", ""))
        if len(written) == 2:
            after = match.string[end : end + 3]
            if not whole_text and not (match["dot"] and re.match(r"\s*$|[ \t]*[.,;:)\n]", after)):
                return None  # "le 5 mars 20 personnes"
            year = _century(year)
    else:
        number = read_number_prefix(written)
        if number is None or not FIRST_YEAR <= number.value <= LAST_YEAR:
            return None
        year, end = number.value, match.start("year") + number.end
    if day is None:
        return None
    weekday, start = _weekday_before(match.string, match.start())
    return _Candidate(day, _month(match["month"]), year, start, end, weekday)


def _year_first(match: re.Match[str]) -> _Candidate | None:
    day, written = _day(match["day"]), match["again"] or match["figures"]
    if written:
        year = int(written)
    else:
        number = read_number_prefix(match["year"])
        if number is None or number.end != len(match["year"]):
            return None
        year = number.value
    if day is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    weekday, _ = _weekday_before(match.string, match.start("day"))
    return _Candidate(day, _month(match["month"]), year, match.start(), match.end(), weekday)


def _figures(match: re.Match[str]) -> _Candidate:
    year = int(match["year"])
    year = _century(year) if len(match["year"]) == 2 else year
    weekday, start = _weekday_before(match.string, match.start())
    return _Candidate(int(match["day"]), int(match["month"]), year, start, match.end(), weekday)


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches around a month's name, merged: only there are the costly patterns tried."""
    merged: list[tuple[int, int]] = []
    for match in _MONTH_NAME.finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if merged and start <= merged[-1][1]:
            start = merged.pop()[0]
        merged.append((start, end))
    return merged


def _candidates(text: str, whole_text: bool = False) -> list[_Candidate]:
    """Every date-like run of the text, in order, without overlaps (the earlier start wins)."""
    found: list[_Candidate | None] = []
    for start, end in _windows(text):
        found += [_year_first(match) for match in _YEAR_FIRST.finditer(text, start, end)]
        found += [_letters(match, whole_text) for match in _LETTERS.finditer(text, start, end)]
    found += [_figures(match) for match in _FIGURES.finditer(text)]
    found += [_figures(match) for match in _ISO.finditer(text)]
    kept: list[_Candidate] = []
    for candidate in sorted((one for one in found if one), key=lambda one: (one.start, -one.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _make(candidate: _Candidate) -> date:
    day, month, year = candidate.day, candidate.month, candidate.year
    if not 1 <= month <= 12:
        raise _unreadable(f"Le mois {month} n’existe pas : jour, mois, année. {_EXAMPLE}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable(f"L’année {year} est hors de portée. {_EXAMPLE}")
    longest = monthrange(year, month)[1]
    if not 1 <= day <= longest:
        name = f"{MONTHS[month - 1]} {year}"
        raise _unreadable(f"Le {day} {name} n’existe pas : {name} a {longest} jours.")
    return date(year, month, day)


def read_date(text: str) -> date:
    """Read one date that is the whole of `text` (a leading "le" or day of the week is allowed).

    The named day of the week is not checked: a reader who cares uses `find_dates`.

    Raises `UnreadableDate`, with what to type, on what is no date or an impossible one.

    >>> read_date("31 mars 2009"), read_date("1er janvier 2024"), read_date("31.03.09")
    (datetime.date(2009, 3, 31), datetime.date(2024, 1, 1), datetime.date(2009, 3, 31))
    >>> read_date("L’an deux mille vingt-quatre, le vingt et un mars")
    datetime.date(2024, 3, 21)
    >>> read_date("31 juin 2024")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    probant.kernel.dates.UnreadableDate: Le 31 juin 2024 n’existe pas...juin 2024 a 30 jours.
    """
    shown = re.sub(r"\s+", " ", text).strip()
    if not shown:
        raise _unreadable(f"Indiquez une date. {_EXAMPLE}")
    bare = re.sub(r"^(?:du|au|le|en date du)\s+", "", shown.rstrip(" .,;"), flags=_FLAGS)
    if len(bare) <= 120:
        for candidate in _candidates(bare, whole_text=True):
            if candidate.start == 0 and candidate.end == len(bare):
                return _make(candidate)
    raise _unreadable(f"« {shown[:60]} » n’est pas une date complète. {_EXAMPLE}")


def find_dates(text: str) -> Iterator[FoundDate]:
    """Find the complete, possible dates of running text, in order.

    Figures or words, the year last or first ("l’an deux mille dix-huit, le treize décembre").

    >>> [str(found.value) for found in find_dates("Séance du 7 AVR. 2009, publiée le 9/04/09")]
    ['2009-04-07', '2009-04-09']
    """
    for one in _candidates(text):
        try:
            value = _make(one)
        except UnreadableDate:
            continue
        yield FoundDate(value, one.start, one.end, text[one.start : one.end], one.weekday)


def find_impossible_dates(text: str) -> Iterator[ImpossibleDate]:
    """Find what is printed as a date with its month in letters and cannot be one, in order.

    Figures alone ("45.12.99") are left out: they are more often a code than a date.
    """
    for one in _candidates(text):
        printed = text[one.start : one.end]
        try:
            _make(one)
        except UnreadableDate as error:
            if re.search(r"[^\W\d_]{3}", printed):
                yield ImpossibleDate(one.start, one.end, printed, str(error))


def write_date(day: date) -> str:
    """Write a date in letters.

    >>> write_date(date(2023, 12, 14)), write_date(date(2024, 1, 1))
    ('14 décembre 2023', '1er janvier 2024')
    """
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def write_short_date(day: date) -> str:
    """Write a date in figures.

    >>> write_short_date(date(2023, 12, 4))
    '04/12/2023'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


_HOUR = re.compile(r"(\d{1,2})(?:[h:.](\d{2})?)?")


def read_hour(text: str) -> time:
    """Read an hour of the day as one writes it. Raises ValueError with a French message.

    >>> read_hour("14 h 30"), read_hour("9h"), read_hour("08:15")
    (datetime.time(14, 30), datetime.time(9, 0), datetime.time(8, 15))
    """
    found = _HOUR.fullmatch("".join(text.lower().split()))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"« {text} » n’est pas une heure : écrivez par exemple 14 h 30.")
    return time(hour, minute)
