"""Fold text to the key by which names are sought, and set the spaces of French typography."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def _unaccented(text: str) -> str:
    lowered = text.casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class _Plain(dict[int, str]):
    """What each character becomes, found once: imports fold hundreds of thousands of names."""

    def __missing__(self, code: int) -> str:
        # Compatibility forms may decompose into capitals or ligatures: a second pass makes it
        # stable.
        plain = self[code] = _unaccented(_unaccented(chr(code)))
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Return `text` unaccented and casefolded, punctuation turned to single spaces.

    The result is a search and sort key, never shown. It is idempotent.

    >>> fold("  L'Économie   Sociale & Solidaire – Cœur d’Auxois ")
    'l economie sociale solidaire coeur d auxois'
    >>> fold("DéfiPitch") == fold("DEFIPITCH")
    True
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    return _NOT_WORD.sub(" ", text.translate(_PLAIN)).strip()


_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_TYPOGRAPHY = (
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), _NARROW),
    (re.compile(r"(?<=\d) (?=[€%])"), _NO_BREAK),
    (re.compile(r"(?<=«) | (?=»)| (?=:(?:\s|$))|(?<=n°) (?=\d)"), _NO_BREAK),
    (re.compile(r"(?<=\S) (?=[;!?](?:\s|$))"), _NARROW),
)


def typeset(message: str) -> str:
    """Turn the ordinary spaces of a French message into no-break ones where type asks for them.

    Within « » and before a colon, €, %: U+00A0; before ; ! ? and between thousands: U+202F.

    >>> typeset("« 12 34 » : tapez 1 234 € !")
    '«\\xa012 34\\xa0»\\xa0: tapez 1\\u202f234\\xa0€\\u202f!'
    """
    for pattern, space in _TYPOGRAPHY:
        message = pattern.sub(space, message)
    return message


_ALIKE = {
    "\u2019": "'",
    "\u2018": "'",
    "\u00b4": "'",
    "\u02bc": "'",
    "`": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\ufeff": " ",
    "\u200b": " ",
}


def _fold_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


class _Folding(dict[int, str]):
    """Filled as characters are met: `str.translate` then folds at the speed of C."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold_in_place(text: str) -> str:
    """`text` in lower case without accents, character for character (same length, same offsets)."""
    return text.translate(_FOLDING)
