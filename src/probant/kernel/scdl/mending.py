"""Mend a cell where that is safe, and say what was done; what is not sure is left, with its fault.

Real files come through spreadsheets: SIRET turned into numbers, decimal commas, French dates,
periods with `_` (the form of the arrêté of 17 November 2017, where SCDL has `/`), capitals.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from probant.kernel.dates import UnreadableDate, read_date
from probant.kernel.money import UnreadableAmount, read_cents
from probant.kernel.scdl.formats import CASH, KIND, Column
from probant.kernel.scdl.verdicts import is_siret
from probant.kernel.text import fold

_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_BETWEEN = re.compile(r"\s*(?:_|\bau\b|\bà\b|;|(?<=\d)/(?=\d{4}-)|\s[-–]\s)\s*")
_LEAST_LEFT = 4  # digits that a rounded number still has, to be told with the name beside it
_ZEROS = 3  # at the end of a number that was rounded
_EPOCH = date(1899, 12, 30)  # day 0 of the spreadsheets
_YES = frozenset({"oui", "o", "true", "vrai", "1", "yes", "x"})
_NO = frozenset({"non", "n", "false", "faux", "0", "no"})
LOST = (
    "le tableur a pris ce numéro pour un nombre et en a perdu des chiffres : reprenez-le à la "
    "source, en format texte"
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell as the schema writes it, and what was mended ("" where nothing was).

    `lost`: it cannot be told what it was; the text stands as it was read.
    """

    cell: str
    note: str = ""
    lost: str = ""


def mend(column: Column, text: str) -> Mended:
    """The cell of a column, mended where it is safe.

    >>> from probant.kernel.scdl.formats import SUBVENTIONS
    >>> period = SUBVENTIONS.columns[11]
    >>> mend(period, "2017-12-14_2018-12-14")
    Mended(cell='2017-12-14/2018-12-14', note='période réécrite', lost='')
    """
    bare = " ".join(text.replace("\u200b", "").split())
    if not bare:
        return Mended("")
    return _MENDERS.get(_how(column), _text)(column, bare)


def _how(column: Column) -> str:
    if column.siret:
        return "siret"
    return column.name if column.name in _MENDERS else column.kind


def _text(column: Column, bare: str) -> Mended:
    return Mended(bare)


def mend_siret(text: str) -> Mended:
    """Fourteen digits: spaces out, decimals of a spreadsheet out, lost leading zeros given back.

    >>> mend_siret("572078400015.0").cell, mend_siret("2,18601946E+13").lost == LOST
    ('00572078400015', True)
    """
    bare = re.sub(r"[.,]0+$", "", text.strip("'’ \u00a0"))
    scientific = _SCIENTIFIC.fullmatch(bare)
    if scientific:
        whole, decimals, power = scientific[1], scientific[2] or "", int(scientific[3])
        if power > 13 or len(decimals) < power:
            return Mended(text, lost=LOST)
        bare = (whole + decimals)[: power + 1]
    compact = re.sub(r"[\s.\-]", "", bare)
    if not (compact.isascii() and compact.isdigit()):
        return Mended(text)
    if 10 <= len(compact) < 14 and is_siret(compact.zfill(14)):
        return Mended(compact.zfill(14), "zéros de tête rendus au SIRET")
    if compact.endswith("0000") and len(compact) == 14 and not is_siret(compact) and scientific:
        return Mended(text, lost=LOST)
    note = "SIRET remis en chiffres" if compact != text else ""
    return Mended(compact, note)


def digits_left(text: str) -> int:
    """How many digits of a number that a spreadsheet rounded are still its own.

    >>> digits_left("2,42100410E+13"), digits_left("21860194600000.0"), digits_left("abc")
    (9, 9, 0)
    """
    read = _rounded(text)
    return len(str(read[0] // read[1])) if read else 0


def could_be(text: str, siret: str) -> bool:
    """Whether a number that a spreadsheet rounded can be this SIRET: the digits left agree.

    >>> could_be("2,18602E+13", "21860194600013"), could_be("2,18603E+13", "21860194600013")
    (True, False)
    """
    read = _rounded(text)
    if read is None or digits_left(text) < _LEAST_LEFT:
        return False
    value, unit = read
    return abs(int(siret) - value) < unit


def _rounded(text: str) -> tuple[int, int] | None:
    """A rounded number and the unit to which it is; None where it was not rounded."""
    bare = re.sub(r"[\s\u202f\xa0]", "", text.strip("'’ "))
    scientific = _SCIENTIFIC.fullmatch(bare)
    if scientific:
        whole, decimals, power = scientific[1], scientific[2] or "", int(scientific[3])
        if not len(decimals) < power <= 13:
            return None
        unit: int = 10 ** (power - len(decimals))
        return int(whole + decimals) * unit, unit
    whole = re.sub(r"[.,]0+$", "", bare)
    kept = whole.rstrip("0")
    if not re.fullmatch("[0-9]{10,14}", whole) or not kept or len(whole) - len(kept) < _ZEROS:
        return None
    return int(whole), 10 ** (len(whole) - len(kept))


def _siret(column: Column, bare: str) -> Mended:
    return mend_siret(bare)


def _rna(column: Column, bare: str) -> Mended:
    compact = re.sub(r"[\s.\-]", "", bare).upper()
    return Mended(compact, "RNA réécrit" if compact != bare else "")


def _amount(column: Column, bare: str) -> Mended:
    if _is_number(bare):
        return Mended(bare)
    try:
        cents = read_cents(bare)
    except UnreadableAmount:
        return Mended(bare)
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return Mended(f"{sign}{whole}.{rest:02d}", "nombre réécrit avec un point")


def _share(column: Column, bare: str) -> Mended:
    compact = re.sub(r"[\s%]", "", bare).replace(",", ".")
    if not _is_number(compact):
        return Mended(bare)
    value = Decimal(compact)
    if value > 1 and value <= 100 and (bare.endswith("%") or value == 100 or value >= 2):
        return Mended(str((value / 100).quantize(Decimal("0.01"))), "pourcentage ramené à 1")
    if bare.endswith("%"):
        return Mended(str(value / 100), "pourcentage ramené à 1")
    return Mended(compact, "nombre réécrit avec un point" if compact != bare else "")


def _is_number(text: str) -> bool:
    if not re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?", text, re.IGNORECASE):
        return False
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _whole(column: Column, bare: str) -> Mended:
    compact = re.sub(r"[\s\u202f]", "", re.sub(r"[.,]0+$", "", bare))
    if not re.fullmatch("[0-9]+", compact):
        return Mended(bare)
    return Mended(compact, "nombre réécrit" if compact != bare else "")


def mend_day(text: str) -> Mended:
    """A day as AAAA-MM-JJ, from a French date, an instant, or the number of a spreadsheet's day.

    >>> mend_day("31/03/2009").cell, mend_day("2018-01-02T00:00:00").cell, mend_day("43101").cell
    ('2009-03-31', '2018-01-02', '2018-01-01')
    """
    iso = _ISO.fullmatch(text)
    if iso and iso[1] == text:
        return Mended(text)
    if iso:
        return Mended(iso[1], "date réécrite")
    number = re.fullmatch(r"([2-6][0-9]{4})(?:\.0+)?", text)
    if number:
        day = _EPOCH + timedelta(days=int(number[1]))
        return Mended(day.isoformat(), "date d’un tableur, écrite en nombre")
    try:
        return Mended(read_date(text).isoformat(), "date réécrite")
    except UnreadableDate:
        return Mended(text)


def _day(column: Column, bare: str) -> Mended:
    return mend_day(bare)


def _period(column: Column, bare: str) -> Mended:
    year = re.fullmatch(r"(19|20)\d{2}(?:\.0+)?", bare)
    if year:
        number = bare[:4]
        return Mended(f"{number}-01-01/{number}-12-31", "année écrite comme période")
    one = mend_day(bare)
    if _ISO.fullmatch(one.cell):
        return one
    parts = _BETWEEN.split(re.sub(r"^(?:du|de)\s+", "", bare, flags=re.IGNORECASE))
    if len(parts) != 2:
        return Mended(bare)
    days = [mend_day(part).cell for part in parts]
    if not all(_ISO.fullmatch(day) for day in days):
        return Mended(bare)
    written = "/".join(days)
    return Mended(written, "période réécrite" if written != bare else "")


def _nature(column: Column, bare: str) -> Mended:
    if bare in column.among:
        return Mended(bare)
    found = []
    for part in re.split(r"[;,/+&]|\bet\b", bare.casefold()):
        words = fold(part).removeprefix("aide ").removeprefix("subvention ").removeprefix("en ")
        if words in ("numeraire", "argent", "financiere"):
            found.append(CASH)
        elif words == "nature":
            found.append(KIND)
        else:
            return Mended(bare)
    written = ";".join(dict.fromkeys(found))
    return Mended(written, "nature réécrite") if written in column.among else Mended(bare)


def _flag(column: Column, bare: str) -> Mended:
    word = fold(bare)
    if bare in ("oui", "non"):
        return Mended(bare)
    if word in _YES or word in _NO:
        return Mended("oui" if word in _YES else "non", "oui ou non réécrit")
    return Mended(bare)


def _conditions(column: Column, bare: str) -> Mended:
    word = fold(bare)
    known = {"unique": "unique", "echelonne": "échelonné", "echelonnee": "échelonné"}
    written = known.get(word, bare)
    return Mended(written, "conditions réécrites" if written != bare else "")


def _years(column: Column, bare: str) -> Mended:
    compact = re.sub(r"\.0+$", "", bare)
    pair = re.fullmatch(r"(\d{4})\s*[-–_/]\s*(\d{4})", compact)
    written = f"{pair[1]}/{pair[2]}" if pair else compact
    return Mended(written, "années réécrites" if written != bare else "")


def _matter_code(column: Column, bare: str) -> Mended:
    written = bare.replace(",", ".")
    return Mended(written, "code réécrit" if written != bare else "")


def _matter_name(column: Column, bare: str) -> Mended:
    written = re.sub(r"\s*/\s*", "/", bare)
    return Mended(written, "espaces autour de « / » retirés" if written != bare else "")


def _address(column: Column, bare: str) -> Mended:
    if re.match(r"www\.[^\s]+$", bare):
        return Mended(f"https://{bare}", "adresse complétée")
    return Mended(bare)


_MENDERS: dict[str, Callable[[Column, str], Mended]] = {
    "siret": _siret,
    "rnaBeneficiaire": _rna,
    "montant": _amount,
    "pourcentageSubvention": _share,
    "integer": _whole,
    "date": _day,
    "datesPeriodeVersement": _period,
    "nature": _nature,
    "flag": _flag,
    "conditionsVersement": _conditions,
    "BUDGET_ANNEE": _years,
    "DELIB_MATIERE_CODE": _matter_code,
    "DELIB_MATIERE_NOM": _matter_name,
    "address": _address,
    "idRAE": _whole,
}
