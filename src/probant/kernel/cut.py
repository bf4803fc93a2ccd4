"""As known when: the cut at which facts are read."""

from dataclasses import dataclass
from datetime import date

from probant.kernel.dates import write_date


@dataclass(frozen=True, slots=True)
class Cut:
    """Now (both None), as known at the end of a civil day, or at a position of the journal.

    `known(D)` keeps `known_on <= D and (void_on is None or void_on > D)`; `at(S)` keeps
    `seq <= S and (void_seq is None or void_seq > S)`; now keeps what is not voided.
    Raises `ValueError` when both are given or the position is negative.
    """

    known_on: date | None = None
    seq: int | None = None

    def __post_init__(self) -> None:
        if self.known_on is not None and self.seq is not None:
            raise ValueError("a cut is a day or a position, not both")
        if self.seq is not None and self.seq < 0:
            raise ValueError("a position of the journal is not negative")

    @classmethod
    def now(cls) -> "Cut":
        """All that stands today."""
        return cls()

    @classmethod
    def known(cls, day: date) -> "Cut":
        """As known at the end of `day`."""
        return cls(known_on=day)

    @classmethod
    def at(cls, seq: int) -> "Cut":
        """As it stood just after entry `seq` of a house's journal."""
        return cls(seq=seq)

    @property
    def is_now(self) -> bool:
        """Whether nothing is cut off."""
        return self.known_on is None and self.seq is None

    @property
    def label(self) -> str:
        """The cut in French.

        >>> from datetime import date
        >>> Cut.known(date(2024, 3, 21)).label
        'tel que connu le 21 mars 2024'
        """
        if self.known_on is not None:
            return f"tel que connu le {write_date(self.known_on)}"
        if self.seq is not None:
            return f"à l’écriture n° {self.seq} du journal"
        return "à ce jour"
