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
