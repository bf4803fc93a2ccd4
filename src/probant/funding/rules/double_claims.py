"""The same expense presented to two funders: shown, and refused where it would be paid twice.

Source: an expense is declared once in all (règlement (UE) 2021/1060, art. 63, § 9, and the
conventions' own clauses). Several funders may bear it together, up to what it cost.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from probant.kernel.dates import write_date
from probant.kernel.money import write_euros


@dataclass(frozen=True, slots=True)
class Presented:
    """Expenses presented under a convention: what it pays of them, and whether it is alone."""

    of: str
    awarded_cents: int
    handed_on: datetime.date | None = None
    exclusive: bool = False


def refuse_double(new: Presented, cost_cents: int, standing: Sequence[Presented]) -> str:
    """Why expenses may not be presented once more; "" where they may.

    >>> day = datetime.date(2024, 3, 1)
    >>> city = Presented("Ville", 60_00, day)
    >>> refuse_double(Presented("État", 30_00), 100_00, [city])
    ''
    >>> refuse_double(Presented("État", 50_00), 100_00, [city])[:40]
    'Ces dépenses seraient payées à 110\\xa0% : d'
    >>> refuse_double(Presented("État", 1, exclusive=True), 100_00, [city])[:38]
    'Ces dépenses ont déjà été présentées à'
    """
    if not standing:
        return ""
    told = " ; ".join(
        f"{one.of}{f', le {write_date(one.handed_on)}' if one.handed_on else ''}"
        f" ({write_euros(one.awarded_cents)})"
        for one in standing
    )
    alone = next((one for one in standing if one.exclusive), None)
    if alone is not None or new.exclusive:
        whose = f"de {alone.of}" if alone is not None else "de cette convention"
        return (
            f"Ces dépenses ont déjà été présentées à {told}, et une clause {whose} n’admet pas "
            "d’autre financeur."
        )
    total = new.awarded_cents + sum(one.awarded_cents for one in standing)
    if total <= cost_cents:
        return ""
    share = f"{round(total * 100 / cost_cents)}\u00a0%" if cost_cents else "plus que leur coût"
    return (
        f"Ces dépenses seraient payées à {share} : déjà présentées à {told}, elles coûtent "
        f"{write_euros(cost_cents)} en tout et cette convention en paie "
        f"{write_euros(new.awarded_cents)}. Corrigez l’affectation, la part de chacun, ou le "
        "montant à reverser."
    )
