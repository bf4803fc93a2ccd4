"""The engine: values of figures, computed in the database from the queryset that lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from probant.indicators.definition import EVERYTHING, Indicator, Ratio, Scope
from probant.indicators.measures import AsOf, Median
from probant.indicators.medians import median_of
from probant.indicators.plan import plan_of
from probant.indicators.registry import essentials
from probant.indicators.registry import indicator as find
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period


@dataclass(frozen=True)
class Figure:
    """A value, with everything that says which: definition, house, period, cut, scope.

    `merges`: whether the house ever merged structures, where that may change the value.
    """

    indicator: Indicator
    house_id: int
    period: Period
    cut: Cut
    scope: Scope
    value: int
    records: int
    merges: bool = False

    @property
    def said(self) -> int | None:
        """The value, or None where there is none: the median of nothing."""
        return None if self.indicator.is_median and not self.records else self.value

    def as_dict(self) -> dict[str, object]:
        """The shape of `probant figures --json`; amounts in euros, days and posts as numbers."""
        return {
            "code": self.indicator.code,
            "label": self.indicator.label,
            "unit": self.indicator.unit,
            "value": self._in_unit(),
            "programme": self.indicator.programme,
            "start": self.period.start.isoformat(),
            "end": self.period.end.isoformat(),
            "known_on": self.cut.known_on.isoformat() if self.cut.known_on else None,
            "records": self.records,
        }

    def _in_unit(self) -> int | float | None:
        """The value in the indicator's own unit."""
        if self.said is None or not self.indicator.written:
            return self.said
        whole, rest = divmod(self.said, 100)
        return self.said / 100 if rest else whole


def measure(
    indicator: Indicator,
    *,
    house_id: int,
    period: Period,
    cut: Cut | None = None,
    scope: Scope = EVERYTHING,
) -> Figure:
    """Compute one figure: value and number of records behind it, in one query.

    The statement is that of `Indicator.population`, which lists the records (`plan`). A house that
    has merged structures takes a second query where they are counted: two sheets that are one at
    the cut count once. A state (`AsOf`) asks its rule besides, and is the sum of its list.
    """
    standing = cut or Cut.now()
    if isinstance(indicator.measure, AsOf):
        return _state(indicator, house_id, period, standing, scope)
    plan = plan_of(indicator, scope, standing)
    value, records, merges = plan.run(house_id=house_id, period=period, cut=standing)
    if merges:
        plan = plan_of(indicator, scope, standing, merged=True)
        value, records, _ = plan.run(house_id=house_id, period=period, cut=standing)
    # the plan of a median asks for all the sheets of a structure at once, and says nothing of them
    touched = merges or (indicator.is_median and scope.organisation is not None)
    return Figure(indicator, house_id, period, standing, scope, value, records, touched)


def _state(indicator: Indicator, house_id: int, period: Period, cut: Cut, scope: Scope) -> Figure:
    """The sum of what the records listed weigh; no query more than the rule's, where none does."""
    facts = indicator.population_of_one(house_id=house_id, period=period, cut=cut, scope=scope)
    found = facts.order_by().aggregate(
        value=indicator.measure_of_one(house_id=house_id, cut=cut), records=Count("pk")
    )
    touched = scope.organisation is not None
    value, records = int(found["value"] or 0), int(found["records"])
    return Figure(indicator, house_id, period, cut, scope, value, records, touched)


def measure_all(
    *,
    house_id: int,
    period: Period,
    cut: Cut | None = None,
    scope: Scope = EVERYTHING,
    indicators: Iterable[Indicator] | None = None,
) -> list[Figure]:
    """Compute the essential figures (or those of the given indicators) that fit a scope."""
    chosen = essentials() if indicators is None else indicators
    return [
        measure(indicator, house_id=house_id, period=period, cut=cut, scope=scope)
        for indicator in chosen
        if indicator.fits(scope)
    ]


@dataclass(frozen=True)
class Quotient:
    """A rate or a mean, with the two figures that make it."""

    ratio: Ratio
    numerator: Figure
    denominator: Figure
    apart: Figure | None = None

    @property
    def sides(self) -> tuple[Figure, ...]:
        """Its figures: over, under, and what neither counts."""
        both = (self.numerator, self.denominator)
        return both if self.apart is None else (*both, self.apart)

    @property
    def value(self) -> Fraction | None:
        """The quotient; None where there is nothing to divide by."""
        if not self.denominator.value:
            return None
        return Fraction(self.numerator.value, self.denominator.value)


def divide(
    ratio: Ratio,
    *,
    house_id: int,
    period: Period,
    cut: Cut | None = None,
    scope: Scope = EVERYTHING,
) -> Quotient:
    """Compute a rate or a mean from its figures, over the same period, cut and scope."""
    asked = [ratio.numerator, ratio.denominator, *([ratio.apart] if ratio.apart else [])]
    found = [one for one in map(find, asked) if one is not None]
    if len(found) < len(asked):
        raise LookupError(f"{ratio.code} : {' / '.join(asked)}")
    return Quotient(
        ratio,
        *(measure(one, house_id=house_id, period=period, cut=cut, scope=scope) for one in found),
    )


def value_over(figure: Figure, facts: FactQuerySet) -> int:
    """The figure's measure over some of its records; one query."""
    middle = figure.indicator.measure
    if isinstance(middle, Median):
        value, _ = median_of(facts, middle.column)
        return int((value or 0) * middle.scale)
    measured = figure.indicator.measure_of_one(house_id=figure.house_id, cut=figure.cut)
    return int(facts.order_by().aggregate(value=measured)["value"] or 0)
