"""Read, find and write sums of money, the French way.

Unit everywhere: integer cents of euro. Measured on SQLite, an equality over decimals finds 199 of
300 balanced budgets, over integer cents 300: no float and no Decimal ever holds money here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from probant.kernel.numerals import NUMBER_WORDS, UnreadableNumber, read_number
from probant.kernel.text import typeset

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
_SPACE = "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_LONGEST = 60
_HIGHEST_CENTS = 10**16

_SCALES = {
    "": 1, "k": 1000, "millier": 1000, "m": 10**6, "million": 10**6,
    "md": 10**9, "mrd": 10**9, "milliard": 10**9,
}  # fmt: skip
_UNITS = {1: "€", 1000: "k€", 10**6: "M€", 10**9: "Md€"}
_SCALE = r"(?P<scale>[kKmM]|M(?:r)?ds?|milliers?|millions?|milliards?)"
_EURO = r"(?:€(?:uros?)?|(?:euros?|eur)(?![^\W\d_]))"
_TAIL = re.compile(rf"{_SCALE}?\s*(?:d\s?['e]\s?)?{_EURO}$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<sep>[ '.,])[0-9]{3}(?:(?P=sep)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)
_IN_TEXT = re.compile(
    r"(?<![0-9])(?<![0-9][.,/:'’\-hH])"
    rf"(?P<whole>[0-9]{{1,3}}(?:(?:{_SPACE}{{1,2}}[0-9]{{3}})+|(?:['’][0-9]{{3}})+|(?:\.[0-9]{{3}})+)"
    r"|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]{1,2}))?(?![0-9])"
    rf"\s{{0,4}}(?:{_SCALE}\s{{0,2}}(?:d\s?['’e]\s?)?)?{_EURO}",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?P<euros>{NUMBER_WORDS})\s+(?:d\s?['’]\s?)?euros?\b"
    rf"(?:\s+(?:et\s+)?(?P<cents>{NUMBER_WORDS})\s+(?:centimes?|cents?)\b)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:articles?|art\.|annexes?|chapitres?|pages?|no\.?|num[ée]ros?)|n\s?[°º])\s*$",
    re.IGNORECASE,
)
_BARE_NUMBER_BEFORE = re.compile(rf"(?<![0-9])[0-9]{{1,3}}{_SPACE}{{1,2}}$")


class UnreadableAmount(ValueError):
    """The text is not one clear amount; the message is French and says what to type."""


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount met in running text: `text == source[start:end]`, `cents` in cents of euro.

    `certain` is False where another reading exists: `9.000 €` (read as thousands, since euros have
    two decimals), or a bare number just before that could belong to it (`1 5 000 €`).
    """

    cents: int
    start: int
    end: int
    text: str
    certain: bool = True


def _plain(text: str) -> str:
    """One kind of space, of apostrophe and of minus sign."""
    spaced = re.sub(rf"(?:{_SPACE}|\s)+", " ", text)
    return re.sub("[‐‑‒–—−]", "-", spaced.replace("’", "'")).strip()


def _cents(digits: str, decimals: str, scale: int) -> int | None:
    """Exact cents, or None where the decimals go below the cent."""
    numerator = int(digits + decimals) * scale * 100
    cents, remainder = divmod(numerator, 10 ** len(decimals))
    return None if remainder else cents


def _refuse(text: str, why: str) -> UnreadableAmount:
    return UnreadableAmount(typeset(f"« {text} » : {why}"))


def _split_scale(body: str) -> tuple[str, str]:
    tail = _TAIL.search(body)
    if tail is None:
        return body, ""
    return body[: tail.start()].strip(), (tail["scale"] or "").casefold().removesuffix("s")


def _check_characters(body: str, text: str) -> None:
    if not body:
        raise _refuse(text, "indiquez un montant en chiffres, par exemple 18 000 €.")
    if re.search(r"[0-9]\s*(?:€|euros?\b|eur\b).*[0-9]", text, re.IGNORECASE):
        raise _refuse(text, "indiquez un seul montant, par exemple 18 000 €.")
    if re.search(r"[^0-9 '.,]", body):
        raise _refuse(text, "tapez le montant en chiffres seulement, par exemple 18 000 €.")


def _read_body(body: str, scale: str, text: str) -> int:
    """Read an unsigned number without its currency mark, in cents."""
    _check_characters(body, text)
    match = _NUMBER.fullmatch(body)
    digits = re.sub("[^0-9]", "", body)
    whole, unit = write_number(int(digits or "0")), _UNITS[_SCALES[scale]]
    if match is None or (match["sep"] and match["sep"] == match["mark"]):
        why = (
            "les chiffres se groupent par trois, avec une virgule avant les décimales. "
            f"Tapez par exemple {whole} {unit}, ou 12,50 {unit}."
        )
        raise _refuse(text, why)
    integer, decimals = re.sub("[^0-9]", "", match["whole"]), match["decimals"] or ""
    separator = match["sep"] or ""
    if separator in (".", ",") and not match["mark"] and len(integer) <= 6:
        if not integer.startswith("0") and (separator == "." or not scale):
            decimal = f"{integer[:-3]},{integer[-3:-1]} {unit}"
            why = f"milliers ou décimales ? Tapez {whole} {unit}, ou {decimal}."
            raise _refuse(text, why)
        integer, decimals = integer[:-3], integer[-3:]
    elif separator and integer.startswith("0"):
        raise _refuse(text, f"un groupe de chiffres manque au début. Tapez {whole} €.")
    if len(decimals) > 2 and not scale:
        raise _refuse(text, "deux décimales au plus. Tapez par exemple 12,50 €.")
    cents = _cents(integer, decimals, _SCALES[scale])
    if cents is None:
        raise _refuse(text, "le montant descend sous le centime. Tapez-le en euros, comme 12,50 €.")
    return cents


def read_cents(text: str) -> int:
    """Read one amount typed or printed the French way, in cents.

    Takes any space between thousands (also apostrophe, or dots with a decimal comma), a decimal
    comma or point, `€`, `euros`, `EUR` or nothing, `k€`, `M€`, `millions d’euros`, and a minus sign
    or parentheses for a negative amount.

    Raises `UnreadableAmount` on what has two readings or none, saying what to type.

    >>> read_cents("18 000 €"), read_cents("9 000€"), read_cents("1.234,56 €"), read_cents("0,5")
    (1800000, 900000, 123456, 50)
    >>> read_cents("2,5 M€"), read_cents("12 k€"), read_cents("- 307 €"), read_cents("(307 €)")
    (250000000, 1200000, -30700, -30700)
    """
    plain = _plain(text)
    shown = plain.replace("\n", " ")[:_LONGEST]
    if not plain:
        raise UnreadableAmount(typeset("Indiquez un montant, par exemple 18 000 €."))
    if len(plain) > _LONGEST:
        raise _refuse(f"{shown}…", "c’est trop long pour un montant. Tapez par exemple 18 000 €.")
    parenthesised = re.fullmatch(r"\((.*)\)\s*(€|euros?|eur)?", plain, re.IGNORECASE)
    body = f"{parenthesised[1].strip()} {parenthesised[2] or ''}" if parenthesised else plain
    sign = re.match(r"[-+]\s*", body)
    if parenthesised and sign:
        raise _refuse(shown, "deux signes négatifs. Tapez par exemple -307 €.")
    body, scale = _split_scale(body[sign.end() :].strip() if sign else body.strip())
    cents = _read_body(body, scale, shown)
    if cents >= _HIGHEST_CENTS:
        raise _refuse(shown, "ce montant est trop grand. Vérifiez le nombre de chiffres.")
    negative = bool(parenthesised) or (sign is not None and sign.group().startswith("-"))
    return -cents if negative else cents


def read_words(text: str) -> int:
    """Read an amount written in words, in cents.

    Raises `UnreadableAmount`.

    >>> read_words("dix-huit mille euros")
    1800000
    >>> read_words("mille deux cents euros et cinquante centimes")
    120050
    """
    match = _IN_WORDS.fullmatch(_plain(text))
    if match is None:
        raise _refuse(_plain(text), "ce n’est pas un montant en toutes lettres suivi de « euros ».")
    try:
        return _cents_in_words(match)
    except UnreadableNumber as error:
        raise UnreadableAmount(str(error)) from error


def _cents_in_words(match: re.Match[str]) -> int:
    cents = read_number(match["cents"]) if match["cents"] else 0
    if cents > 99:
        raise UnreadableNumber(f"« {match['cents']} » : les centimes vont de 1 à 99.")
    return 100 * read_number(match["euros"]) + cents


def find_amounts(text: str) -> Iterator[FoundAmount]:
    """Find the amounts written in figures in running text, in order; a currency mark is required.

    A year, a date, a time or an article number before an amount is not glued to it. A hyphen is a
    sign only where it touches the number in the middle of a line: `- 500 €` is a bullet or a dash.

    >>> [found.cents for found in find_amounts("en 2024 18 000 €, puis du 1er 500 € (en 2023)")]
    [1800000, 50000]
    >>> [(found.text, found.certain) for found in find_amounts("soit 9.000 € et 376.47 €")]
    [('9.000 €', False), ('376.47 €', True)]
    """
    for match in _IN_TEXT.finditer(text):
        found = _found(text, match)
        if found is not None:
            yield found


def _found(text: str, match: re.Match[str]) -> FoundAmount | None:
    start, whole = match.start(), match["whole"]
    before = text[max(0, start - 16) : start]
    certain = not _BARE_NUMBER_BEFORE.search(before)
    spaced = re.match(rf"[0-9]+{_SPACE}+(?!0)", whole)
    if spaced and _NUMBERED.search(before):
        # "article 3 500 €": the first group numbers the article.
        start, whole, certain = start + spaced.end(), whole[spaced.end() :], False
    digits = re.sub("[^0-9]", "", whole)
    if not match["mark"] and re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", whole):
        certain = False
    if len(digits) > 15:
        return None
    scale = (match["scale"] or "").casefold().removesuffix("s")
    cents = _cents(digits, match["decimals"] or "", _SCALES[scale])
    if cents is None:
        return None
    if start == match.start() and _is_signed(text, start):
        start, cents = start - 1, -cents
    return FoundAmount(cents, start, match.end(), text[start : match.end()], certain)


def _is_signed(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] not in "-‑–−":
        return False
    before = text[: start - 1][-80:].rpartition("\n")[2]
    if text[start - 1] == MINUS:
        return True
    return bool(before.strip()) and before[-1] in f" (\t{NO_BREAK}{NARROW}"


def find_amounts_in_words(text: str) -> Iterator[FoundAmount]:
    """Find the amounts spelt out ("dix-huit mille euros") in running text, in order."""
    for match in _IN_WORDS.finditer(text):
        try:
            cents = _cents_in_words(match)
        except UnreadableNumber:
            continue
        yield FoundAmount(cents, match.start(), match.end(), match.group())


def write_number(value: int) -> str:
    """Write a whole number in groups of three parted by U+202F, U+2212 before a negative one.

    >>> write_number(-1234567)
    '−1\\u202f234\\u202f567'
    """
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", NARROW)


def write_euros(cents: int, decimals: int | None = None) -> str:
    """Write cents as euros: U+202F between thousands, U+00A0 before €, U+2212 if negative.

    `decimals` None writes whole euros without decimals and the rest with two; 2 always writes two;
    0 rounds to the euro, a half away from zero. `read_cents` reads back what None and 2 write.

    >>> write_euros(1800000), write_euros(50), write_euros(-30700)
    ('18\\u202f000\\xa0€', '0,50\\xa0€', '−307\\xa0€')
    """
    euros, rest = divmod(abs(cents), 100)
    if decimals == 0:
        euros, rest = (abs(cents) + 50) // 100, 0
    sign = MINUS if cents < 0 and (euros or rest) else ""
    shown = f",{rest:02d}" if decimals == 2 or (decimals is None and rest) else ""
    return f"{sign}{write_number(euros)}{shown}{NO_BREAK}€"
