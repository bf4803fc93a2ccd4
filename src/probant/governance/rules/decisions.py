"""What a decision grants: the whole and the parts that the act gives of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True, slots=True)
class AmountSplit:
    """An amount granted and its parts as the act prints them, integer cents; parts may be empty."""

    amount_cents: int
    parts_cents: tuple[int, ...] = ()
    label: str = ""


def check_amounts(splits: Sequence[AmountSplit]) -> list[Finding]:
    """`amount.sum` where the parts do not make the whole.

    >>> check_amounts([AmountSplit(1800000, (900000, 300000, 600000))])
    []
    >>> check_amounts([AmountSplit(1800000, (900000, 300000, 500000))])[0].code
    'amount.sum'
    """
    return [
        Finding(
            "amount.sum",
            Severity.ERROR,
            f"{' + '.join(write_euros(part) for part in split.parts_cents)} font "
            f"{write_euros(sum(split.parts_cents))}, pour {write_euros(split.amount_cents)} "
            "accordés.",
        )
        for split in splits
        if split.parts_cents and sum(split.parts_cents) != split.amount_cents
    ]
