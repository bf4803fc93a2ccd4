"""The life of a convention: its statuses, worded for each party, and the ways between them."""

from enum import StrEnum

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


#: Not a status that is stored: a convention submitted that a decision has approved or funded.
VOTED = "voted"
VOTED_LABEL = "votée, à signer"


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
