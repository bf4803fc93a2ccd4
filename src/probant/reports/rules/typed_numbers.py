"""The numbers that somebody typed in a text, and that nothing supports yet.

A date, a year, an hour, a telephone number, the number of an article or of a page, an address are
no figures: they stand as they are.
"""

import re
from dataclasses import dataclass

from probant.kernel.dates import find_dates
from probant.reports.rules.markers import MARKER

_NUMBER = re.compile(
    r"(?<![\w.,/@-])\d{1,3}(?:[  \u00a0\u202f]\d{3})+(?:,\d+)?(?![\w@-])(?:[ \u00a0\u202f]?[%€])?"
    r"|(?<![\w.,/@-])\d+(?:,\d+)?(?![\w@]|[.,/-]\d)(?:[ \u00a0\u202f]?[%€])?"
)
_WORDS = re.compile(
    r"\b(?:trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|mille|dizaine|douzaine|quinzaine|vingtaine"
    r"|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier)s?\b",
    re.IGNORECASE,
)
#: What is no figure, whatever digits it holds.
_APART = (
    MARKER,
    re.compile(r"`[^`\n]*`"),
    re.compile(r"\]\([^)\n]*\)|<?(?:https?://|www\.|mailto:)\S+"),
    re.compile(r"^[ \t]*\d{1,9}[.)][ \t]", re.MULTILINE),
    re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\b(?![ \u00a0\u202f]?[%€])"),
    re.compile(r"\b\d{1,2}\s?h(?:\s?\d{2})?\b"),
    # a day without its year, or two of a month
    re.compile(
        r"\b\d{1,2}(?:er)?(?:[ \u00a0](?:et|au|ou)[ \u00a0]\d{1,2})?[ \u00a0](?:janvier|février"
        r"|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b",
        re.IGNORECASE,
    ),
    # the number of a name, often of a département: « PES 21 »
    re.compile(r"\b[A-Z]{2,}[ \u00a0]\d{2,3}\b"),
    re.compile(r"\b0\d(?:[ .\u00a0]\d{2}){4}\b"),
    re.compile(
        r"\b(?:articles?|art\.|pages?|p\.|n°|nº|numéros?|chapitres?|annexes?|loi|décret|alinéas?)"
        r"[ \u00a0\u202f]*(?:n°[ \u00a0]*)?(?:[LRD]\.?[ \u00a0]*)?\d[\d.-]*",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d{5}(?=[ \u00a0][A-ZÉÈ])"),
    re.compile(r"\b\d{1,2}(?:er|re|e|ème|nde?|ᵉ)\b"),
)


@dataclass(frozen=True)
class TypedNumber:
    """A number in a text, from `start` to `end` of its characters."""

    start: int
    end: int
    text: str


def typed_numbers(text: str) -> list[TypedNumber]:
    """The numbers of a Markdown text that nothing supports, in their order.

    >>> [one.text for one in typed_numbers("En 2023, 28 structures et une dizaine d’ateliers.")]
    ['28', 'dizaine']
    >>> typed_numbers("Le PES 21 a reçu la DDET 21 les 24 et 25 novembre, puis le 14 décembre.")
    []
    """
    apart = [(found.start(), found.end()) for kind in _APART for found in kind.finditer(text)]
    apart += [(found.start, found.end) for found in find_dates(text)]
    numbers = [
        TypedNumber(found.start(), found.end(), found.group())
        for kind in (_NUMBER, _WORDS)
        for found in kind.finditer(text)
    ]
    return sorted(
        (
            one
            for one in numbers
            if not any(start < one.end and one.start < end for start, end in apart)
        ),
        key=lambda one: one.start,
    )


def value_of(text: str) -> float | None:
    """The number that was typed, where digits say it.

    >>> value_of("1 234,5 €"), value_of("dizaine")
    (1234.5, None)
    """
    digits = re.sub(r"[  \u00a0\u202f%€]", "", text).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None
