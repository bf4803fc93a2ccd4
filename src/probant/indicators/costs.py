"""What a result of an action costs: its cost over a figure of the catalogue, both always shown."""

from dataclasses import dataclass
from fractions import Fraction

from probant.indicators.access import Reach
from probant.indicators.definition import Count, Distinct, Indicator
from probant.indicators.engine import Figure, measure_all
from probant.indicators.registry import catalogue
from probant.kernel.period import Period


@dataclass(frozen=True)
class CostPerResult:
    """A cost, the result it is shared over, and what else it may be shared over.

    `cost_cents` None: nobody says what the action costs. `result` None: nothing was counted.
    """

    cost_cents: int | None
    result: Figure | None
    results: tuple[Figure, ...]

    @property
    def cents(self) -> int | None:
        """Cents a result, rounded; None where the cost is unknown or nothing was counted."""
        if self.cost_cents is None or self.result is None or not self.result.value:
            return None
        return round(Fraction(self.cost_cents, self.result.value))


def cost_per_result(
    reach: Reach, period: Period, *, cost_cents: int | None, code: str = ""
) -> CostPerResult:
    """A cost over the figure of a code, by default the first one that counted anything.

    Results are what the action's scope reaches and what is counted one by one (structures, cases,
    sessions, people): a sum of euros, of hours or a delay is no result to share a cost over. One
    query a figure.
    """
    figures = measure_all(
        house_id=reach.house_id,
        period=period,
        scope=reach.scope,
        indicators=[one for one in catalogue() if is_result(one)],
    )
    counted = tuple(one for one in figures if one.value)
    asked = next((one for one in counted if one.indicator.code == code), None)
    first = counted[0] if counted else None
    return CostPerResult(cost_cents, asked or first, counted)


def is_result(indicator: Indicator) -> bool:
    """Whether a cost may be shared over it."""
    return isinstance(indicator.measure, Count | Distinct) and not indicator.of_house
