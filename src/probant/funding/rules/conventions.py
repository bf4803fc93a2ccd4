"""The life of a convention: its statuses, worded for each party, and the ways between them."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from probant.kernel.finding import Finding, Severity

_HOUSE = {
    "draft": "en préparation",
    "submitted": "déposée, en attente de vote",
    "signed": "signée",
    "closed": "soldée",
    "denounced": "dénoncée",
    "dropped": "sans suite",
}
_FUNDER = {**_HOUSE, "draft": "en préparation chez le porteur", "submitted": "à instruire"}


class Status(StrEnum):
    """Where a convention stands; whether it runs today follows from its dates."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    CLOSED = "closed"
    DENOUNCED = "denounced"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The status for the house that keeps the convention."""
        return _HOUSE[self.value]

    @property
    def funder_label(self) -> str:
        """The status for the funder.

        >>> Status.SUBMITTED.label, Status.SUBMITTED.funder_label
        ('déposée, en attente de vote', 'à instruire')
        """
        return _FUNDER[self.value]


#: A convention signed before the tool is entered as signed at once: any of these may be first.
FIRST = (Status.DRAFT, Status.SUBMITTED, Status.SIGNED)

TRANSITIONS: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.SUBMITTED, Status.SIGNED, Status.DROPPED),
    Status.SUBMITTED: (Status.DRAFT, Status.SIGNED, Status.DROPPED),
    Status.SIGNED: (Status.CLOSED, Status.DENOUNCED),
    Status.DENOUNCED: (Status.CLOSED,),
    Status.CLOSED: (),
    Status.DROPPED: (),
}


def may_become(status: str, wanted: str) -> bool:
    """Whether one status leads to another.

    >>> may_become("draft", "signed"), may_become("closed", "draft")
    (True, False)
    """
    return Status(wanted) in TRANSITIONS[Status(status)]


_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def article_number(text: str) -> int | None:
    """The number of an article in Roman or Arabic figures, None where it is neither.

    >>> article_number("VI"), article_number("1er"), article_number("12"), article_number("A")
    (6, 1, 12, None)
    """
    bare = text.strip().removesuffix(".").upper()
    digits = bare.removesuffix("ER")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if not bare or set(bare) - _VALUES.keys():
        return None
    values = [_VALUES[letter] for letter in bare]
    return sum(
        -one if any(one < other for other in values[place + 1 : place + 2]) else one
        for place, one in enumerate(values)
    )


def check_articles(numbers: Iterable[str]) -> list[Finding]:
    """`article.gap` for each article number that the text jumps over.

    Clauses entered in part, which do not begin with the first article, are not judged.

    >>> [found.message for found in check_articles(["I", "II", "III", "IV", "VI"])]
    ['Il n’y a pas d’article V entre IV et VI.']
    """
    found: list[Finding] = []
    given = [one for one in numbers if one.strip()]
    read = [(article_number(one), one.strip()) for one in given]
    known = sorted({(number, text) for number, text in read if number is not None})
    if known and known[0][0] > 1:
        return found
    for (before, left), (after, right) in pairwise(known):
        for missing in range(before + 1, after):
            name = _roman(missing) if not left[:1].isdigit() else str(missing)
            found.append(
                Finding(
                    "article.gap",
                    Severity.ERROR,
                    f"Il n’y a pas d’article {name} entre {left} et {right}.",
                )
            )
    return found


def _roman(number: int) -> str:
    written = ""
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))
    for value, letters in (*pairs, (4, "IV"), (1, "I")):
        times, number = divmod(number, value)
        written += letters * times
    return written
