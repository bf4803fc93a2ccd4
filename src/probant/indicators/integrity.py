"""Figures counted a second time, in Python, by a way that shares nothing with the engine.

The engine composes querysets that the database counts; here every fact of a house is read and held,
one by one, against the plain words of the definition.
"""

import datetime
import statistics
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Q

from probant.directory.models import House, OrganisationMerged, PlacedFact
from probant.indicators.definition import Indicator, Lasting
from probant.indicators.delays import Delay
from probant.indicators.engine import measure
from probant.indicators.measures import YEAR_PARTS, AsOf, Count, Distinct, Hours, Median, Posts, Sum
from probant.indicators.registry import catalogue, essentials
from probant.kernel.cut import Cut
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.kernel.period import Period
from probant.programmes.models import Phase


def recounted() -> Iterator[Finding]:
    """`figures.recount`: a figure is not what its facts add up to.

    For each house that runs programmes: the last year that has facts, as they stand now and as they
    were known in the middle of that year.
    """
    for house_id in House.objects.filter(runs_programmes=True).values_list("pk", flat=True):
        year = sample_year(house_id)
        if year is None:
            continue
        for cut in (Cut.now(), Cut.known(datetime.date(year, 6, 30))):
            for indicator in catalogue():
                counted = recount(indicator, house_id, year, cut.known_on)
                figure = measure(indicator, house_id=house_id, period=Period.year(year), cut=cut)
                if figure.value != counted:
                    yield broken(
                        "figures.recount",
                        f"Structure {house_id}, {year}, {cut.label} : {indicator.code} vaut "
                        f"{figure.value}, ses faits recomptés un à un font {counted}.",
                    )


def sample_year(house_id: int) -> int | None:
    """The last year in which a fact that an essential figure counts happened."""
    days = [
        fact.objects.filter(house_id=house_id)
        .order_by("-occurred_on")
        .values_list("occurred_on", flat=True)
        .first()
        for fact in {indicator.fact for indicator in essentials()}
    ]
    return max((day.year for day in days if day is not None), default=None)


def recount(indicator: Indicator, house_id: int, year: int, known_on: datetime.date | None) -> int:
    """Count the facts of a house and year one by one; `known_on` None means as they stand now."""
    meeting = [
        set(
            indicator.fact.objects.filter(condition(), house_id=house_id).values_list(
                "pk", flat=True
            )
        )
        for condition in _conditions(indicator, _cut(known_on))
    ]
    ever = (
        row
        for row in _facts(indicator.fact, house_id)
        if stands(row, known_on)
        and all(row[column] in accepted for column, accepted in indicator.where.items())
        and all(row["id"] in held for held in meeting)
    )
    if isinstance(indicator.measure, AsOf):
        end = datetime.date(year, 12, 31)
        return sum(indicator.measure.read(house_id, end, _cut(known_on)).values())
    if isinstance(indicator.measure, Median):
        return _middle(_values(indicator.measure, list(ever), year, house_id, known_on))
    if indicator.lasting is not None:
        standing = _lasting(indicator.lasting, ever, year, house_id, known_on)
    else:
        standing = (row for row in ever if row[indicator.dated].year == year)
    return _measured(indicator, standing, _kept(house_id, known_on))


def _conditions(indicator: Indicator, cut: Cut) -> list[Callable[[], Q]]:
    return [*indicator.conditions, *(partial(other, cut) for other in indicator.among)]


def _cut(known_on: datetime.date | None) -> Cut:
    return Cut.known(known_on) if known_on else Cut.now()


def _lasting(
    lasting: Lasting,
    ever: Iterable[dict[str, Any]],
    year: int,
    house_id: int,
    known_on: datetime.date | None,
) -> Iterator[dict[str, Any]]:
    """What began by the end of a year and had not ended before it."""
    by = f"{lasting.by}_id"
    ended = {
        row[by]
        for row in _facts(lasting.ends, house_id)
        if stands(row, known_on) and row["occurred_on"].year < year
    }
    return (row for row in ever if row["occurred_on"].year <= year and row[by] not in ended)


def _facts(kind: type[PlacedFact], house_id: int) -> Iterator[dict[str, Any]]:
    columns = [field.attname for field in kind._meta.concrete_fields]
    rows = kind.objects.filter(house_id=house_id).values_list(*columns)
    return (dict(zip(columns, values, strict=True)) for values in rows.iterator())


def _middle(values: list[int]) -> int:
    """The median, in the indicator's own whole number; 0 over nothing, as figures say it."""
    return int(statistics.median(values)) if values else 0


def _values(
    measure: Median,
    ever: list[dict[str, Any]],
    year: int,
    house_id: int,
    known_on: datetime.date | None,
) -> list[int]:
    """The values that a median is taken from, of the facts that stand whatever their day."""
    within = [row for row in ever if row["occurred_on"].year == year]
    if isinstance(measure.of, str):
        return [row[measure.of] for row in within if row[measure.of] is not None]
    delay, by = measure.of, f"{measure.of.by}_id"
    end = datetime.date(year, 12, 31)
    if delay.keep == "first":
        best = {row[by]: row for row in sorted(ever, key=_when, reverse=True)}
        within = [row for row in within if best[row[by]] is row]
    elif delay.keep == "last":
        best = {row[by]: row for row in sorted(ever, key=_when) if row["occurred_on"] <= end}
        within = [row for row in within if best[row[by]] is row]
    start_by = delay.start_by or by
    starts: dict[int, list[dict[str, Any]]] = {}
    for row in _facts(delay.start, house_id):
        if stands(row, known_on) and all(row[key] in kept for key, kept in delay.where.items()):
            starts.setdefault(row[start_by], []).append(row)
    places = dict(Phase.objects.values_list("pk", "position")) if delay.previous else {}
    return [
        100 * (row["occurred_on"] - max(days)).days
        for row in within
        if (days := _days_before(delay, row, starts.get(row[by], []), places))
    ]


def _when(row: dict[str, Any]) -> tuple[datetime.date, int]:
    return row["occurred_on"], row["id"]


def _days_before(
    delay: Delay, row: dict[str, Any], starts: list[dict[str, Any]], places: dict[int, int]
) -> list[datetime.date]:
    """The days that a fact's delay may be counted from."""
    if not delay.previous:
        return [s["occurred_on"] for s in starts if s["occurred_on"] <= row["occurred_on"]]
    here = (row["occurred_on"], places[row["phase_id"]])
    return [s["occurred_on"] for s in starts if (s["occurred_on"], places[s["phase_id"]]) < here]


def _kept(house_id: int, known_on: datetime.date | None) -> dict[int, int]:
    """Merged structure → the one that was kept, as it stood."""
    rows = OrganisationMerged.objects.filter(house_id=house_id).values()
    return {row["merged_id"]: row["kept_id"] for row in rows if stands(row, known_on)}


def stands(row: dict[str, Any], known_on: datetime.date | None) -> bool:
    """Whether a fact stands now, or stood at the end of a day."""
    if known_on is None:
        return row["void_seq"] is None
    return row["known_on"] <= known_on and (row["void_on"] is None or row["void_on"] > known_on)


def _measured(indicator: Indicator, rows: Iterator[dict[str, Any]], kept: dict[int, int]) -> int:
    match indicator.measure:
        case Count():
            return sum(1 for _ in rows)
        case Distinct(column):
            name = indicator.fact._meta.get_field(column).attname  # type: ignore[union-attr]
            found = {row[name] for row in rows if row[name] is not None}
            if indicator.counts_structures:
                return len({kept.get(one, one) for one in found})
            return len(found)
        case Sum(column):
            return sum(row[column] or 0 for row in rows)
        case Hours(column):
            return sum(row[column] or 0 for row in rows) * 100 // 60
        case Posts(column, base):
            parts = sum(row[column] * YEAR_PARTS // row[base] for row in rows)
            return (2 * parts + YEAR_PARTS // 100) // (YEAR_PARTS // 50)
        case Median() | AsOf():
            raise TypeError(f"{indicator.code} : ne se recompte pas de ses faits seuls.")


CHECKS = (Check("figures", "chiffres recomptés", recounted),)
