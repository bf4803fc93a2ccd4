"""Arithmetic of the engineering fund: committed, spent, left; the gap where it is passed."""

from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True)
class Envelope:
    """A fund with what missions took of it, in cents.

    `committed`: contracts whose mission is not over; `spent`: missions over, at their real cost.
    `unknown` is the number of missions whose cost nobody noted.
    """

    year: int
    amount_cents: int
    committed_cents: int = 0
    spent_cents: int = 0
    unknown: int = 0

    @property
    def left_cents(self) -> int:
        """What is left; negative where the fund is passed.

        >>> Envelope(2023, 1_000_000, 600_000, 500_000).left_cents
        -100000
        """
        return self.amount_cents - self.committed_cents - self.spent_cents

    @property
    def over_cents(self) -> int:
        """By how much the fund is passed; 0 where it holds."""
        return max(0, -self.left_cents)


def check_envelope(envelope: Envelope) -> Finding | None:
    """`mission.over_fund`: the missions of a year pass the fund of that year.

    >>> found = check_envelope(Envelope(2023, 1_000_000, 600_000, 500_000))
    >>> (found.code, found.severity.value)
    ('mission.over_fund', 'error')
    >>> check_envelope(Envelope(2023, 1_000_000, 600_000)) is None
    True
    """
    if not envelope.over_cents:
        return None
    told = (
        f"Les missions de {envelope.year} dépassent de {write_euros(envelope.over_cents)} "
        f"l’enveloppe d’ingénierie de l’année ({write_euros(envelope.amount_cents)})."
    )
    return Finding("mission.over_fund", Severity.ERROR, told)
