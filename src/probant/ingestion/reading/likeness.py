"""How much the words of a printed figure look like those of an indicator: a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from probant.ingestion.document import fold_in_place

#: Words that say nothing of what is counted.
_EMPTY = frozenset(
    [
        *(
            "a",
            "au",
            "aux",
            "avec",
            "dans",
            "de",
            "des",
            "du",
            "en",
            "entre",
            "et",
            "l",
            "la",
            "le",
        ),
        *(
            "les",
            "leur",
            "on",
            "ou",
            "par",
            "pour",
            "qui",
            "sur",
            "un",
            "une",
            "ont",
            "ete",
            "sont",
        ),
        *("etaient", "soit", "nombre", "fois", "tout", "tous", "toutes", "dispositif", "beneficie"),
    ]
)
#: So many words in common, in hundredths of both, make a candidate.
ENOUGH = 40
#: What the programme of the passage adds to likeness, to choose between candidates.
NEARER = 30


class Confidence(StrEnum):
    """How sure the reading is of what a figure is."""

    HIGH = "high"
    FAIR = "fair"
    LOW = "low"
    NONE = "none"

    @property
    def label(self) -> str:
        """In a word."""
        return {"high": "forte", "fair": "moyenne", "low": "faible", "none": "aucune"}[self]


def stems(words: str) -> frozenset[str]:
    """The words that tell what is counted, without their endings.

    >>> sorted(stems("Structures ont été accueillies par le DLA"))
    ['accuei', 'dla', 'structur']
    """
    folded = re.findall(r"[a-z0-9]+", fold_in_place(words).lower())
    return frozenset(_stem(word) for word in folded if word not in _EMPTY)


def _stem(word: str) -> str:
    if len(word) <= 4:
        return word.rstrip("s") or word
    return re.sub(r"(?:li|ll|i)?(?:ees?|es?|s|ies?|is?|ent)$", "", word)


def likeness(said: str, label: str) -> int:
    """The words in common, in hundredths of those of both.

    >>> likeness("ingénieries collectives ont été organisées", "ingénieries collectives")
    80
    """
    left, right = stems(said), stems(label)
    if not left or not right:
        return 0
    return 200 * len(left & right) // (len(left) + len(right))


def confidence(said: str, label: str, *, has_year: bool, by_rule: bool) -> Confidence:
    """How sure one is that words said are those of an indicator, for the year they are said of.

    `by_rule`: a rule of the reading knew the words, in a passage about the same programme.
    """
    if by_rule:
        return Confidence.HIGH if has_year else Confidence.FAIR
    if likeness(said, label) >= ENOUGH:
        return Confidence.FAIR if has_year else Confidence.LOW
    return Confidence.LOW if likeness(said, label) else Confidence.NONE


def candidates(
    said: str, about: str, labels: Mapping[str, str], *, most: int = 5
) -> list[tuple[str, int]]:
    """The codes whose labels look most like words said, likeliest first, with how much.

    Those of the programme of the passage come before others that look nearly as much.
    """
    found: Iterable[tuple[int, int, str]] = (
        (much + (NEARER if about and code.startswith(f"{about}.") else 0), much, code)
        for code, label in labels.items()
        if (much := likeness(said, label))
    )
    kept = sorted(found, key=lambda one: (-one[0], one[2]))
    return [(code, much) for _, much, code in kept[:most]]
