"""Is a row what the schema asks: every check of the two formats, fast, row by row.

The verdicts are those of the public tools (Table Schema read by frictionless, and the custom checks
of Validata), cell for cell: their ways of reading are kept, down to what they let through (spaces
in a SIRET without a pattern, "1_000" as a number).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from stdnum.fr import siret as siret_rules

from probant.kernel.identifiers import is_plain_siret
from probant.kernel.scdl.formats import Column, Format
from probant.kernel.scdl.matters import DOMAINS

REQUIRED, KIND, PATTERN, AMONG, LONG = "required", "type", "pattern", "enum", "maxLength"
LEAST, MOST, SIRET, YEARS, MATTER = "minimum", "maximum", "siret", "years", "matter"
ONE_OF, TOGETHER, AT_LEAST, SUM = "one-of-required", "together", "compare", "sum"
BLANK, MISSING_CELL, EXTRA_CELL = "blank-row", "missing-cell", "extra-cell"

MOST_KEPT = 20_000  # answers kept by column: values come again and again in a file
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_YEARS = re.compile(r"^(\d{4})/(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")

Codes = tuple[str, ...]
Told = tuple[str, str, tuple[str, ...]]  # a column, a code, the other columns
Look = Callable[[Sequence[str]], Told | None]
Read = Callable[[Sequence[str]], Any]
_GOOD: Codes = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a row: its column ("" for the row as a whole), what is wrong, what was read.

    `row` is the number of the record in the file: 1 is the line of headings.
    """

    row: int
    column: str
    code: str
    cell: str = ""
    others: tuple[str, ...] = ()


def judge(form: Format, rows: Iterable[Sequence[str]], *, first: int = 2) -> Iterator[list[Fault]]:
    """The faults of each row, in order, an empty list where it is right.

    Rows are cells in the order of the format's columns; `first` is the number of the first one.
    """
    checks = [
        (place, column.name, _Memory(_check_of(form, column)).__getitem__)
        for place, column in enumerate(form.columns)
        if _is_checked(form, column)
    ]
    across = _across(form)
    width = len(form.columns)
    for number, cells in enumerate(rows, first):
        if len(cells) != width:
            yield _misshapen(form, number, cells)
            continue
        faults = [
            Fault(number, name, code, cells[place])
            for place, name, check in checks
            for code in check(cells[place])
        ]
        if faults and not any(cells):
            yield [Fault(number, "", BLANK)]
            continue
        for look in across:
            found = look(cells)
            if found is not None:
                column, code, others = found
                faults.append(Fault(number, column, code, cells[form.place(column)], others))
        yield faults


def headings_wanted(form: Format, headings: Sequence[str]) -> list[str]:
    """What is wrong in the line of headings: nothing where it is that of the format, in order."""
    if tuple(headings) == form.names:
        return []
    missing = [name for name in form.names if name not in headings]
    extra = [name for name in headings if name not in form.names]
    told = []
    if missing:
        told.append(f"colonnes absentes : {', '.join(missing)}")
    if extra:
        told.append(f"colonnes inconnues du schéma : {', '.join(one or '(vide)' for one in extra)}")
    doubles = sorted({name for name in headings if name in form.names and headings.count(name) > 1})
    if doubles:
        told.append(f"colonnes en double : {', '.join(doubles)}")
    return told or ["les colonnes ne sont pas dans l’ordre du schéma"]


class _Memory(dict[str, Codes]):
    """The answer for a cell, worked out once; emptied when it holds too much."""

    def __init__(self, check: Callable[[str], Codes]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, cell: str) -> Codes:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[cell] = answer = self._check(cell)
        return answer


def _is_checked(form: Format, column: Column) -> bool:
    plain = column.kind == "text" and not (column.pattern or column.longest or column.among)
    special = column.siret or column.name in form.years | form.matters
    return column.required or special or not plain


def _check_of(form: Format, column: Column) -> Callable[[str], Codes]:
    rules = list(_rules_of(column))
    more: list[tuple[str, Callable[[str], bool]]] = []
    if column.siret:
        more.append((SIRET, is_siret))
    if column.name in form.years:
        more.append((YEARS, is_year_or_interval))
    if column.name in form.matters:
        more.append((MATTER, is_matter))
    empty: Codes = (REQUIRED,) if column.required else ()
    read = READERS[column.kind]

    def check(cell: str) -> Codes:
        if cell == "":
            return empty
        value = read(cell)
        if value is None:
            return (KIND,)
        wrong = [code for code, is_right in rules if not is_right(value)]
        wrong += [code for code, is_right in more if not is_right(cell)]
        return tuple(wrong) if wrong else _GOOD

    return check


def _rules_of(column: Column) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    longest, least, most, among = column.longest, column.least, column.most, column.among
    if longest:
        yield LONG, lambda value: len(value) <= longest
    if column.pattern:
        match = re.compile(f"^{column.pattern}$").match
        yield PATTERN, lambda value: match(value) is not None
    if among:
        yield AMONG, lambda value: value in among
    if least is not None:
        yield LEAST, lambda value: not value.is_nan() and value >= least
    if most is not None:
        yield MOST, lambda value: not value.is_nan() and value <= most


def _across(form: Format) -> list[Look]:
    """The checks of several cells of a row: the column they are told at, and the others."""
    looks: list[Look] = []
    values = {
        column.name: _Values(READERS[column.kind]).__getitem__
        for column in form.columns
        if column.kind in ("integer", "date")
    }

    def value_of(name: str) -> Read:
        place, read = form.place(name), values.get(name)
        if read is None:
            return lambda cells: cells[place] or None
        return lambda cells: read(cells[place])

    for first, second in form.one_of:
        looks.append(_one_of(form.place(first), form.place(second), first, second))
    for names in form.together:
        looks.append(_together(names, [value_of(name) for name in names]))
    for high, low in form.at_least:
        looks.append(_at_least(high, low, value_of(high), value_of(low)))
    for whole, parts in form.sums:
        looks.append(_sum(whole, parts, value_of(whole), [value_of(one) for one in parts]))
    return looks


class _Values(dict[str, Any]):
    """What a cell reads as, worked out once."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__({"": None})
        self._read = read

    def __missing__(self, cell: str) -> Any:
        if len(self) >= MOST_KEPT:
            self.clear()
            self[""] = None
        value = self[cell] = None if cell == "" else self._read(cell)
        return value


def _one_of(first_place: int, second_place: int, first: str, second: str) -> Look:
    told = (first, ONE_OF, (second,))
    return lambda cells: None if cells[first_place] or cells[second_place] else told


def _together(names: Sequence[str], reads: Sequence[Read]) -> Look:
    told = (names[0], TOGETHER, tuple(names[1:]))

    def look(cells: Sequence[str]) -> Told | None:
        filled = [read(cells) is not None for read in reads]
        return told if any(filled) and not all(filled) else None

    return look


def _at_least(
    high: str,
    low: str,
    read_high: Read,
    read_low: Read,
) -> Look:
    told = (high, AT_LEAST, (low,))

    def look(cells: Sequence[str]) -> Told | None:
        above, below = read_high(cells), read_low(cells)
        if above is None or below is None or above >= below:
            return None
        return told

    return look


def _sum(
    whole: str,
    parts: Sequence[str],
    read_whole: Read,
    read_parts: Sequence[Read],
) -> Look:
    told = (whole, SUM, tuple(parts))

    def look(cells: Sequence[str]) -> Told | None:
        total, found = read_whole(cells), [read(cells) for read in read_parts]
        if total is None or None in found or sum(found) == total:
            return None
        return told

    return look


def _misshapen(form: Format, number: int, cells: Sequence[str]) -> list[Fault]:
    """A row with too few or too many cells: where the columns moved, no cell can be judged."""
    if not any(cells):
        return [Fault(number, "", BLANK)]
    code = MISSING_CELL if len(cells) < len(form.columns) else EXTRA_CELL
    return [Fault(number, "", code, str(len(cells)))]


# how a cell is read


def read_text(cell: str) -> str | None:
    """The cell itself."""
    return cell


def read_number(cell: str) -> Decimal | None:
    """A number with a decimal point; None where it is none."""
    try:
        found = Decimal(cell.strip())
    except InvalidOperation:
        return None
    return None if found.is_snan() else found


def read_integer(cell: str) -> int | None:
    """A whole number; None where it is none."""
    try:
        return int(cell.strip())
    except ValueError:
        return None


def read_day(cell: str) -> date | None:
    """A day as AAAA-MM-JJ; None where it is none."""
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
        return datetime.strptime(cell, "%Y-%m-%d").date()  # noqa: DTZ007  a civil day, no instant
    except ValueError:
        return None


def read_flag(cell: str) -> bool | None:
    """oui or non."""
    return {"oui": True, "non": False}.get(cell)


def read_address(cell: str) -> str | None:
    """An address with its scheme (https:…)."""
    return cell if _SCHEME.match(cell) else None


READERS: dict[str, Callable[[str], Any]] = {
    "text": read_text,
    "number": read_number,
    "integer": read_integer,
    "date": read_day,
    "flag": read_flag,
    "address": read_address,
}


def is_siret(cell: str) -> bool:
    """Whether a number has its two keys right (C. com. art. R123-221), La Poste's own included."""
    return is_plain_siret(cell) or siret_rules.is_valid(cell)


def is_year_or_interval(cell: str) -> bool:
    """2024, or 2023/2024 in that order."""
    found = _YEARS.match(cell)
    if found:
        return int(found[1]) < int(found[2])
    return _YEAR.match(cell) is not None


def _plain(text: str) -> str:
    kept = unicodedata.normalize("NFD", text.lower())
    return "".join(one for one in kept if unicodedata.category(one) != "Mn")


_DOMAINS = frozenset(_plain(one) for one in DOMAINS)


def is_matter(cell: str) -> bool:
    """A name of level 1, an oblique without spaces round it, and a name of level 2."""
    domain, oblique, _ = cell.partition("/")
    return bool(oblique) and _plain(domain) in _DOMAINS and "/ " not in cell
