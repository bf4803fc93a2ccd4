"""Read French numbers written in words, as old acts spell their dates and sums.

Reads the spellings of before and after 1990 (hyphens or spaces), *mil* in dates, the plurals of
*vingt* and *cent*, *septante, huitante, octante, nonante*, up to the milliards.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from probant.kernel.text import typeset

_SIMPLE = {
    "zero": 0, "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_EASTERN_TENS = {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_SCALES = {
    "milliard": 10**9, "milliards": 10**9, "million": 10**6, "millions": 10**6,
    "mille": 1000, "mil": 1000,
}  # fmt: skip
_HUNDRED = ("cent", "cents")
_WORDS = sorted([*_SIMPLE, *_TENS, *_EASTERN_TENS, *_SCALES, *_HUNDRED], key=len, reverse=True)
_ONE = rf"\b(?:{'|'.join(_WORDS)})\b"
_GAP = r"(?:\s{1,6}|\s?[-‐‑–]\s?)"

#: Source of a regular expression that takes a run of number words (use with `re.IGNORECASE`).
#: At most 31 words, never given back: a page of one repeated word costs no more than another.
NUMBER_WORDS = rf"{_ONE}(?:{_GAP}(?:et{_GAP})?{_ONE}){{0,30}}+"

_START = re.compile(rf"\s*{NUMBER_WORDS}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+")


class UnreadableNumber(ValueError):
    """The words are not a French number; the message is French and shown as it is."""


class ReadNumber(NamedTuple):
    """A number and the index just after its last letter in the text it was read from."""

    value: int
    end: int


class _Reader:
    """Recursive descent over the tokens; each method returns None and moves nothing on failure."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.tokens[index] if index < len(self.tokens) else ""

    def below_twenty(self, lowest: int, highest: int) -> int | None:
        """Read a number between the bounds, 0 to 19; "et" may stand before 1 and 11."""
        skipped = 1 if self.peek() == "et" and self.peek(1) in ("un", "une", "onze") else 0
        value, width = _SIMPLE.get(self.peek(skipped)), 1
        unit = _SIMPLE.get(self.peek(skipped + 1), 0)
        if value == 10 and unit in (7, 8, 9):
            value, width = 10 + unit, 2
        if value is None or not lowest <= value <= highest:
            return None
        self.at += skipped + width
        return value

    def below_hundred(self) -> int | None:
        word = self.peek()
        if word == "quatre" and self.peek(1) in ("vingt", "vingts"):
            self.at += 2
            return 80 + (self.below_twenty(1, 19) or 0)
        if word in _TENS:
            self.at += 1
            highest = 19 if word == "soixante" else 9
            return _TENS[word] + (self.below_twenty(1, highest) or 0)
        if word in _EASTERN_TENS:
            self.at += 1
            return _EASTERN_TENS[word] + (self.below_twenty(1, 9) or 0)
        return self.below_twenty(0, 19)

    def below_thousand(self) -> int | None:
        """Read up to 999, and the old "onze cents" to "dix-neuf cents"."""
        if self.peek() in _HUNDRED:
            self.at += 1
            return 100 + (self.rest() or 0)
        value = self.below_hundred()
        if value and self.peek() in _HUNDRED and value < 20 and value not in (1, 10):
            self.at += 1
            return 100 * value + (self.rest() or 0)
        return value

    def rest(self) -> int | None:
        return None if self.peek() in ("zero", "zéro") else self.below_hundred()

    def number(self) -> int | None:
        total, last_scale, found = 0, 10**12, False
        while True:
            start = self.at
            if found and self.peek() in ("zero", "zéro"):
                return total
            count = self.below_thousand()
            scale = _SCALES.get(self.peek(), 1)
            if count is None and scale != 1000:
                break
            if scale >= last_scale or (count == 0 and (found or scale > 1)):
                self.at = start
                break
            self.at += 1 if scale > 1 else 0
            total += (1 if count is None else count) * scale
            last_scale, found = scale, True
            if scale == 1:
                break
        return total if found else None


def read_number_prefix(text: str) -> ReadNumber | None:
    """Read the longest number in words that `text` begins with; None if it begins with none.

    >>> read_number_prefix("deux mille vingt dix-neuf heures")
    ReadNumber(value=2020, end=16)
    """
    return _prefix(text)


@lru_cache(maxsize=512)
def _prefix(text: str) -> ReadNumber | None:
    start = _START.match(text)
    if start is None:
        return None
    matches = list(_TOKEN.finditer(start.group()))
    reader = _Reader([match.group().casefold() for match in matches])
    value = reader.number()
    return None if value is None else ReadNumber(value, matches[reader.at - 1].end())


def read_number(text: str) -> int:
    """Read a whole number written in words.

    Raises `UnreadableNumber` when anything is left over.

    >>> read_number("quatre-vingt-dix-sept mille deux cents")
    97200
    >>> read_number("mil neuf cent soixante et onze")
    1971
    """
    found = _prefix(text)
    if found is None or text[found.end :].strip():
        message = f"« {text.strip()} » n’est pas un nombre écrit en toutes lettres."
        raise UnreadableNumber(typeset(message))
    return found.value
