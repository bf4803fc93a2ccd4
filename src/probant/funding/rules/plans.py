"""The funding plan of an action: what it costs, asked, granted and received of each funder."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True)
class FunderPart:
    """What one funder is asked for an action and a year, grants and pays; cents, None: nothing.

    `is_final`: it has decided, so what it did not grant will not come.
    """

    funder_id: int
    name: str
    asked_cents: int | None = None
    granted_cents: int = 0
    received_cents: int = 0
    is_final: bool = False

    @property
    def expected_cents(self) -> int:
        """What may still be counted on: granted, else asked while nothing is decided."""
        if self.granted_cents or self.is_final:
            return self.granted_cents
        return self.asked_cents or 0


@dataclass(frozen=True)
class Plan:
    """An action and a year over all its funders. `own_cents`: income other than subsidies.

    `costs_cents`: the cost that each budget of the year says; one action has one.
    """

    label: str
    year: int
    costs_cents: tuple[int, ...]
    own_cents: int
    parts: tuple[FunderPart, ...]

    @property
    def cost_cents(self) -> int | None:
        """The cost, the highest where budgets differ; None where no budget says it."""
        return max(self.costs_cents) if self.costs_cents else None

    @property
    def asked_cents(self) -> int:
        """Asked of all."""
        return sum(one.asked_cents or 0 for one in self.parts)

    @property
    def granted_cents(self) -> int:
        """Granted by all."""
        return sum(one.granted_cents for one in self.parts)

    @property
    def received_cents(self) -> int:
        """Paid by all."""
        return sum(one.received_cents for one in self.parts)

    @property
    def expected_cents(self) -> int:
        """Own income, and what may be counted on of each funder."""
        return self.own_cents + sum(one.expected_cents for one in self.parts)

    def share_rate(self, cents: int | None) -> Fraction | None:
        """What an amount is of the cost; None where the cost or the amount is unknown."""
        if not self.cost_cents or cents is None:
            return None
        return Fraction(cents, self.cost_cents)

    @property
    def over_cents(self) -> int:
        """By how much what is granted and earned passes a known cost; 0 where it does not."""
        if self.cost_cents is None:
            return 0
        return max(0, self.own_cents + self.granted_cents - self.cost_cents)

    @property
    def hoped_cents(self) -> int:
        """By how much the cost is passed if all that is still asked is granted."""
        return max(0, -(self.gap_cents or 0))

    @property
    def gap_cents(self) -> int | None:
        """What is still to be found (negative: over-funded); None where the cost is unknown."""
        return None if self.cost_cents is None else self.cost_cents - self.expected_cents


def check_plan(plan: Plan) -> list[Finding]:
    """`plan.*`: the gap to fill, what passes the cost, budgets that say different costs.

    >>> plan = Plan("Réseau", 2024, (1_000_000,), 0, (FunderPart(1, "Métropole", 600_000),))
    >>> [one.code for one in check_plan(plan)]
    ['plan.gap']
    """
    found = []
    name = f"{plan.label}, {plan.year}"
    if plan.cost_cents is None:
        if plan.parts:
            found.append(
                Finding(
                    "plan.cost",
                    Severity.GAP,
                    f"{name} : aucun budget ne dit ce que coûte l’action.",
                )
            )
        return found
    if len(set(plan.costs_cents)) > 1:
        told = " et ".join(write_euros(one) for one in sorted(set(plan.costs_cents)))
        found.append(
            Finding(
                "plan.costs",
                Severity.ERROR,
                f"{name} : les budgets présentés aux financeurs ne disent pas le même coût "
                f"({told}). Un coût se présente à l’identique à chacun.",
            )
        )
    over = plan.over_cents
    if over > 0:
        found.append(
            Finding(
                "plan.over",
                Severity.ERROR,
                f"{name} : les subventions accordées et les ressources propres passent le coût de "
                f"{write_euros(over)}. L’excédent est à rendre, ou à faire admettre comme "
                "raisonnable.",
            )
        )
    elif plan.gap_cents is not None and plan.gap_cents > 0:
        found.append(
            Finding(
                "plan.gap",
                Severity.GAP,
                f"{name} : il reste {write_euros(plan.gap_cents)} à trouver.",
            )
        )
    elif plan.gap_cents is not None and plan.gap_cents < 0:
        found.append(
            Finding(
                "plan.hoped",
                Severity.WARNING,
                f"{name} : les demandes passent le coût de {write_euros(-plan.gap_cents)} ; si "
                "toutes sont accordées, l’action est surfinancée.",
            )
        )
    found += [
        Finding(
            "plan.part",
            Severity.ERROR,
            f"{name} : {one.name} a versé {write_euros(one.received_cents)} pour "
            f"{write_euros(one.granted_cents)} accordés.",
        )
        for one in plan.parts
        if one.received_cents > one.granted_cents
    ]
    return found


def total_of(plans: Sequence[Plan]) -> tuple[int, int, int, int]:
    """Cost, asked, granted and received of several plans; unknown costs left out."""
    return (
        sum(one.cost_cents or 0 for one in plans),
        sum(one.asked_cents for one in plans),
        sum(one.granted_cents for one in plans),
        sum(one.received_cents for one in plans),
    )
