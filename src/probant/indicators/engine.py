"""The engine: values of figures, computed in the database from the queryset that lists them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from probant.indicators.definition import EVERYTHING, Indicator, Median, Ratio, Scope
from probant.indicators.medians import median_of
from probant.indicators.plan import plan_of
from probant.indicators.registry import essentials
from probant.indicators.registry import indicator as find
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period


@dataclass(frozen=True)
class Figure:
    """A value, with everything that says which: definition, house, period, cut, scope."""

    indicator: Indicator
    house_id: int
    period: Period
    cut: Cut
    scope: Scope
    value: int
    records: int

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
    the cut count once.
    """
    standing = cut or Cut.now()
    plan = plan_of(indicator, scope, standing)
    value, records, merges = plan.run(house_id=house_id, period=period, cut=standing)
    if merges:
        plan = plan_of(indicator, scope, standing, merged=True)
        value, records, _ = plan.run(house_id=house_id, period=period, cut=standing)
    return Figure(indicator, house_id, period, standing, scope, value, records)


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


@dataclass(frozen=True)
class Point:
    """A figure as it was known at the end of a day."""

    known_on: datetime.date
    value: int


def growth(figure: Figure, *, until: datetime.date, points: int = 24) -> list[Point]:
    """How a figure grew with what the house came to know: the same queryset, cut at each day.

    The days are those on which a fact was learnt or voided, thinned to `points` at most; the
    first and the last always stand.
    """
    ever = _ever(figure).order_by()
    learnt = ever.values_list("known_on", flat=True).distinct()
    voided = ever.filter(void_on__isnull=False).values_list("void_on", flat=True).distinct()
    days = sorted(day for day in {*learnt, *voided} if day <= until)
    return [
        Point(
            day,
            measure(
                figure.indicator,
                house_id=figure.house_id,
                period=figure.period,
                cut=Cut.known(day),
                scope=figure.scope,
            ).value,
        )
        for day in _thin(days, points)
    ]


def _thin(days: list[datetime.date], points: int) -> list[datetime.date]:
    if len(days) <= points:
        return days
    last = len(days) - 1
    return [days[round(step * last / (points - 1))] for step in range(points)]


def _ever(figure: Figure) -> FactQuerySet:
    return figure.indicator.population(
        house_id=figure.house_id, period=figure.period, cut=None, scope=figure.scope
    )


def moved(figure: Figure, *, after: datetime.date, until: datetime.date) -> FactQuerySet:
    """The facts that moved a figure between two days: learnt or voided after one, by the other.

    A fact both learnt and voided in between moved nothing and is left out.
    """
    learnt = Q(known_on__gt=after, known_on__lte=until)
    gone = Q(void_on__gt=after, void_on__lte=until)
    facts = _ever(figure).filter((learnt & ~gone) | (gone & ~learnt))
    return facts.order_by("known_on", "seq", "id")
