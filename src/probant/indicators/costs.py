"""What a result of an action costs: its cost over a figure of the catalogue, both always shown."""

from dataclasses import dataclass
from fractions import Fraction

from probant.funding.models import AwardMade
from probant.indicators.access import Reach
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure_all, value_over
from probant.indicators.measures import Count, Distinct
from probant.indicators.registry import catalogue
from probant.journal.facts import FactQuerySet
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.programmes.models import Action


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


@dataclass(frozen=True)
class AlsoPresented:
    """Another funded action of the year under which the same facts count: to whom, how many."""

    action: Action
    funders: tuple[str, ...]
    value: int


def also_presented(figure: Figure, action: Action, actor: Actor) -> list[AlsoPresented]:
    """What of a figure counts under other actions that a funder pays for, that year.

    The same structures or sessions may serve several funders: it is shown to whoever presents them,
    so that nobody adds the two up. One query, then four an action.
    """
    funders: dict[int, set[str]] = {}
    awards = AwardMade.objects.visible_to(actor).now().filter(budget_year=figure.period.end.year)
    for action_id, funder in awards.exclude(action=action).values_list("action_id", "funder__name"):
        if action_id is not None:
            funders.setdefault(action_id, set()).add(funder)
    found = []
    mine = _records(figure, figure.scope)
    for other in Action.objects.visible_to(actor).filter(pk__in=funders).order_by("name"):
        scope = Scope.of(other)
        if figure.indicator.fits(scope):
            both = mine.filter(pk__in=_records(figure, scope).order_by().values("pk"))
            value = value_over(figure, both)
            if value:
                found.append(AlsoPresented(other, tuple(sorted(funders[other.pk])), value))
    return found


def _records(figure: Figure, scope: Scope) -> FactQuerySet:
    return figure.indicator.population(
        house_id=figure.house_id, period=figure.period, cut=figure.cut, scope=scope
    )


def is_result(indicator: Indicator) -> bool:
    """Whether a cost may be shared over it."""
    return isinstance(indicator.measure, Count | Distinct) and not indicator.of_house
