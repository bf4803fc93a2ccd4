"""Fold text to the key by which names are sought and sorted."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def _unaccented(text: str) -> str:
    lowered = text.casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


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
    # Compatibility forms may decompose into capitals or ligatures: a second pass makes it stable.
    return _NOT_WORD.sub(" ", _unaccented(_unaccented(text))).strip()
