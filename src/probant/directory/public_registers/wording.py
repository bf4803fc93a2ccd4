"""Names that the registers print in capitals, as people write them."""

import re

_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "et", "en", "au", "aux", "sur", "sous"})
_SMALL_ELIDED = ("d'", "l'", "d’", "l’")
_ROAD = frozenset({"RUE", "AVENUE", "AV", "BOULEVARD", "BD", "PLACE", "PL", "CHEMIN", "IMPASSE"})
_ACRONYM = re.compile(r"[^AEIOUY]{2,}|[A-Z]{1,3}[0-9]+|\(.*\)?|.*\)|SCIC|SCOP|SARL|SAS|ESAT|UDAF")


def plain_name(text: str) -> str:
    """A name in capitals with capitals where French has them; any other stays as it is.

    >>> plain_name("LES JARDINS DE L'OUCHE"), plain_name("SCIC DU PARC"), plain_name("La Coursive")
    ("Les Jardins de l'Ouche", 'SCIC du Parc', 'La Coursive')
    """
    if text != text.upper():
        return text
    words = [_word(word, first=not place) for place, word in enumerate(text.split(" "))]
    return " ".join(words)


def _word(word: str, *, first: bool) -> str:
    low = word.lower()
    if low in _SMALL:
        return low.capitalize() if first else low
    if word in _ROAD and not first:
        return low
    if _ACRONYM.fullmatch(word):
        return word
    if low.startswith(_SMALL_ELIDED):
        head = low[:2].capitalize() if first else low[:2]
        return head + _capital(word[2:])
    return "-".join(
        _capital(part) if part.lower() not in _SMALL else part.lower() for part in word.split("-")
    )


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower()
