"""A cell as a value: what a French spreadsheet holds, mended where it is safe, and said.

Each reader takes a cell (text, number, True or False) and returns `Read(value, note)`: `note` is
French and says what was mended, empty where nothing was. It raises `UnreadableCell` with a French
sentence; an empty cell is never given to it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from probant.directory.rules import UnreadableContact, read_telephone
from probant.kernel.dates import UnreadableDate, read_date, write_short_date
from probant.kernel.identifiers import (
    UnreadableIdentifier,
    read_rna,
    read_siren,
    read_siret,
)
from probant.kernel.money import UnreadableAmount, read_cents
from probant.kernel.text import fold

_FAULT = re.compile(
    r"#(?:N/?[AD]|REF|NOM\??|NAME\??|VALEUR|VALUE|DIV/0|NUL|NULL|NOMBRE|NUM|N/D)[!?]?"
)
_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SEVERAL = re.compile(r"\s*(?:[;,/|\n]|\bou\b|\bet\b)\s*")
_SHEET_EPOCH = datetime.date(1899, 12, 30)  # day 0 of the spreadsheets
_YES = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes", "y", "✓", "✔", "ok"})
_NO = frozenset({"non", "n", "0", "faux", "false", "no", ""})


class UnreadableCell(ValueError):
    """The cell is not what its column holds; the message is a French sentence."""


class Read(NamedTuple):
    """A value, and what was mended to get it."""

    value: Any
    note: str = ""


def plain(raw: Any) -> str:
    """A cell as a text on one line; a whole number without its decimals.

    >>> plain(21000.0), plain("  Café\\u00a0du\\n coin ")
    ('21000', 'Café du coin')
    """
    if raw.__class__ is str:
        return " ".join(raw.replace("\u200b", "").split()) if not raw.isalnum() else raw
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw).replace(".", ",")
    return "" if raw is None else str(raw)


def is_fault(raw: Any) -> bool:
    """Whether the cell is a formula in error."""
    return raw.__class__ is str and raw[:1] == "#" and bool(_FAULT.fullmatch(raw.strip().upper()))


def read_text(raw: Any) -> Read:
    """A text on one line."""
    return Read(plain(raw))


def _digits(raw: Any, length: int, name: str) -> Read:
    """The digits of an identifier that a spreadsheet may have taken for a number."""
    text = plain(raw).strip("'’ ")
    bare = re.sub(r"\.0+$", "", text)
    scientific = _SCIENTIFIC.fullmatch(bare)
    if scientific:
        whole, decimals, power = scientific[1], scientific[2] or "", int(scientific[3])
        if power + 1 > length or len(decimals) < power:
            raise UnreadableCell(
                f"« {text} » : le tableur a pris ce {name} pour un nombre et en a perdu des "
                "chiffres. Reprenez-le à la source, en format texte."
            )
        bare = (whole + decimals)[: power + 1]
    compact = re.sub(r"[\s.\-]", "", bare)
    short = length - len(compact)
    if compact.isdigit() and 0 < short <= 4 and (length == 9 or len(compact) > 9):
        return Read(compact.zfill(length), f"{name} : zéros de tête rendus")
    return Read(
        compact if compact.isdigit() else text,
        f"{name} : écriture de tableur remise en chiffres" if bare != text else "",
    )


def read_siren_or_siret(raw: Any) -> Read:
    """("siren", number) or ("siret", number), whichever the digits are."""
    text = plain(raw)
    if len(text) in (9, 14) and text.isdecimal():
        found = Read(text)
        is_siret = len(text) == 14
    else:
        found, is_siret = _identifier(raw, text)
    try:
        if is_siret:
            return Read(("siret", read_siret(found.value)), found.note)
        return Read(("siren", read_siren(found.value)), found.note)
    except UnreadableIdentifier as error:
        raise UnreadableCell(str(error)) from error


def _identifier(raw: Any, text: str) -> tuple[Read, bool]:
    """The digits of an identifier written in another way, and whether they are a SIRET's."""
    length = len(re.sub(r"\D", "", text))
    # a SIREN that lost its zeros has up to 9 digits, a SIRET more
    is_siret = length > 9 or bool(_SCIENTIFIC.search(text))
    return _digits(raw, 14 if is_siret else 9, "SIRET" if is_siret else "SIREN"), is_siret


def read_association_number(raw: Any) -> Read:
    """An RNA number."""
    try:
        return Read(read_rna(plain(raw)))
    except UnreadableIdentifier as error:
        raise UnreadableCell(str(error)) from error


def read_day(raw: Any) -> Read:
    """A civil day: French writing, ISO, or the number that a spreadsheet keeps a day as."""
    if isinstance(raw, bool):
        raise UnreadableCell("Ce n’est pas une date.")
    text = plain(raw)
    number = raw if isinstance(raw, int | float) else int(text) if text.isdigit() else None
    if number is not None and 18_000 <= number <= 73_000:
        day = _SHEET_EPOCH + datetime.timedelta(days=int(number))
        return Read(day, f"date : nombre de tableur {int(number)} lu {write_short_date(day)}")
    text = re.sub(r"[T\s]+\d{1,2}[:h]\d{0,2}(?::\d{2})?(?:\.\d+)?$", "", text)
    try:
        return Read(read_date(text))
    except UnreadableDate as error:
        raise UnreadableCell(str(error)) from error


def read_time(raw: Any) -> Read:
    """A civil time: 14:30, 14h30, 14 h, or the fraction of a day of a spreadsheet."""
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 1440)
        return Read(datetime.time(minutes // 60 % 24, minutes % 60))
    found = re.search(r"(\d{1,2})\s*[:hH]\s*(\d{2})?", plain(raw))
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise UnreadableCell(f"« {plain(raw)} » n’est pas une heure : écrivez par exemple 14 h 30.")
    return Read(datetime.time(int(found[1]), int(found[2] or 0)))


def read_email(raw: Any) -> Read:
    """One e-mail address; of several, the first."""
    text = plain(raw).removeprefix("mailto:")
    found = _EMAIL.findall(text)
    if not found:
        raise UnreadableCell(f"« {text} » n’est pas une adresse de courriel.")
    note = "une seule adresse reprise, la première" if len(found) > 1 else ""
    return Read(found[0].lower()[:254], note)


def read_phone(raw: Any) -> Read:
    """One telephone number, as `03 80 12 34 56`; of several, the first."""
    text = plain(raw)
    digits = re.sub(r"\D", "", text)
    if len(digits) == 9 and digits[0] in "123456789" and not text.startswith("+"):
        return Read(read_telephone("0" + digits), "téléphone : zéro de tête rendu")
    if len(digits) == 11 and digits.startswith("33") and not text.startswith("+"):
        return Read(read_telephone("0" + digits[2:]))
    try:
        return Read(read_telephone(text))
    except UnreadableContact as error:
        several = [part for part in _SEVERAL.split(text) if part]
        for part in several if len(several) > 1 else ():
            try:
                return Read(read_telephone(part), "un seul téléphone repris, le premier")
            except UnreadableContact:
                continue
        raise UnreadableCell(str(error)) from error


def read_postcode(raw: Any) -> Read:
    """Five digits; a lost leading zero is given back."""
    text = re.sub(r"\s", "", plain(raw))
    if re.fullmatch(r"[0-9]{4}", text):
        return Read("0" + text, "code postal : zéro de tête rendu")
    if not re.fullmatch(r"[0-9]{5}", text):
        raise UnreadableCell(f"« {plain(raw)} » n’est pas un code postal.")
    return Read(text)


def read_count(raw: Any) -> Read:
    """A whole number, not negative."""
    text = re.sub(r"[\s\u00a0\u202f]", "", plain(raw)).replace(",", ".")
    try:
        value = float(text)
    except ValueError as error:
        raise UnreadableCell(f"« {plain(raw)} » n’est pas un nombre.") from error
    if value < 0 or not value.is_integer():
        raise UnreadableCell(f"« {plain(raw)} » n’est pas un nombre entier.")
    return Read(int(value))


def read_hundredths(raw: Any) -> Read:
    """A decimal number (comma or point) in hundredths: 2,5 is 250."""
    text = re.sub(r"[\s\u00a0\u202f]", "", plain(raw)).replace(",", ".")
    try:
        value = float(text)
    except ValueError as error:
        raise UnreadableCell(f"« {plain(raw)} » n’est pas un nombre.") from error
    if not 0 <= value < 10_000_000:
        raise UnreadableCell(f"« {plain(raw)} » n’est pas un nombre possible.")
    return Read(round(value * 100))


def read_amount(raw: Any) -> Read:
    """An amount of euros, in cents."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Read(round(raw * 100))
    try:
        return Read(read_cents(plain(raw)))
    except UnreadableAmount as error:
        raise UnreadableCell(str(error)) from error


def read_flag(raw: Any) -> Read:
    """Yes or no."""
    word = fold(plain(raw)) or plain(raw)
    if word in _YES:
        return Read(True)
    if word in _NO:
        return Read(False)
    raise UnreadableCell(f"« {plain(raw)} » : répondez oui ou non.")


def read_minutes(raw: Any) -> Read:
    """A length: 90, 1h30, 1 h, 0,5 h, 45 min, in minutes."""
    text = plain(raw).lower().replace(",", ".")
    hours = re.fullmatch(r"(\d+(?:\.\d+)?)\s*h(?:eures?)?\s*(\d{1,2})?(?:\s*mi?n?.*)?", text)
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", text)
    minutes = re.fullmatch(r"(\d+)(?:\.0)?\s*(?:mi?n(?:utes?)?\.?|')?", text)
    if hours:
        return Read(round(float(hours[1]) * 60) + int(hours[2] or 0))
    if clock:
        return Read(int(clock[1]) * 60 + int(clock[2]))
    if minutes:
        return Read(int(minutes[1]))
    raise UnreadableCell(f"« {plain(raw)} » n’est pas une durée : écrivez 90, 1 h 30 ou 45 min.")


READERS: dict[str, Callable[[Any], Read]] = {
    "text": read_text,
    "identifier": read_siren_or_siret,
    "rna": read_association_number,
    "day": read_day,
    "time": read_time,
    "email": read_email,
    "telephone": read_phone,
    "postcode": read_postcode,
    "count": read_count,
    "hundredths": read_hundredths,
    "cents": read_amount,
    "flag": read_flag,
    "minutes": read_minutes,
}
