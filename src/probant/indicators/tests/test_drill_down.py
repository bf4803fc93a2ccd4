"""Whatever is drawn at random, a value is its measure taken in Python over the rows it opens onto.

Every indicator of the catalogue and lists kept by the house, in random scopes, periods and cuts.
"""

import datetime
import random
import statistics
from dataclasses import replace
from typing import Any

import pytest

from probant.indicators.definition import (
    EVERYTHING,
    YEAR_PARTS,
    AsOf,
    Count,
    Distinct,
    Hours,
    Indicator,
    Median,
    Posts,
    Scope,
    Sum,
)
from probant.indicators.engine import measure
from probant.indicators.own import Spec, built, may_be_kept, ways_to_count
from probant.indicators.registry import catalogue
from probant.indicators.tests.random_year import PLACES, YEAR, RandomYear
from probant.kernel.cut import Cut
from probant.kernel.period import Period

pytestmark = pytest.mark.django_db


def over_rows(one: Indicator, rows: list[dict[str, Any]]) -> int:
    """The measure of an indicator over the rows of its list, in plain Python."""
    match one.measure:
        case Count():
            return len(rows)
        case Distinct(column):
            name = one.fact._meta.get_field(column).attname
            return len({row[name] for row in rows if row[name] is not None})
        case Sum(column) | AsOf(column):
            return sum(row[column] or 0 for row in rows)
        case Hours(column):
            return sum(row[column] or 0 for row in rows) * 100 // 60
        case Posts(column, base):
            parts = sum(row[column] * YEAR_PARTS // row[base] for row in rows)
            return (2 * parts + YEAR_PARTS // 100) // (YEAR_PARTS // 50)
        case Median() as middle:
            values = [row[middle.column] for row in rows]
            return int(statistics.median(values) * middle.scale) if values else 0


def a_scope(year: RandomYear, draw: random.Random) -> Scope:
    """The whole house, or a programme, a territory, a funder's actions, an action."""
    programme = draw.choice(list(year.programmes.values()))
    places = tuple(draw.sample(PLACES, 2))
    action = Scope(programme_ids=(programme.pk,), kinds=("atelier",), of_action=True)
    return draw.choice(
        [
            EVERYTHING,
            Scope(programme_ids=(programme.pk,)),
            Scope(places=places),
            Scope(programme_ids=(programme.pk,), places=places),
            Scope(funder=year.house.pk, among=(action, Scope(places=places[:1]))),
            action,
        ]
    )


def a_period(draw: random.Random) -> Period:
    start = datetime.date(YEAR - 1, 1, 1) + datetime.timedelta(days=draw.randrange(300))
    return Period(start, start + datetime.timedelta(days=draw.randrange(100, 700)))


def a_cut(year: RandomYear, draw: random.Random) -> Cut:
    day = year.day() + datetime.timedelta(days=120)
    return draw.choice([Cut.now(), Cut.known(day), Cut.at(draw.randrange(10, 400))])


def kept_list(one: Indicator, draw: random.Random) -> Indicator | None:
    """A figure of the house, of a list of the catalogue."""
    if not may_be_kept(one):
        return None
    filters = draw.choice([(("famille", "association"),), (("commune", draw.choice(PLACES)),)])
    way = draw.choice(ways_to_count(one)).key
    until = draw.random() < 0.5
    return built(Spec("maison.essai", one.code, filters, way, until, "essai", "faits", "Essai."))


def test_value_is_the_measure_over_the_rows_it_opens_onto() -> None:
    year, draw, counted = RandomYear(13), random.Random(13), set()
    year.fill()
    for one in catalogue():
        drawn = [(a_period(draw), a_scope(year, draw)) for _ in range(2)]
        asks = [(one, Period.year(YEAR), EVERYTHING), *((one, *narrow) for narrow in drawn)]
        if kept := kept_list(one, draw):
            asks.append((kept, a_period(draw), a_scope(year, draw)))
        for asked, period, scope in asks:
            given: dict[str, Any] = {
                "house_id": year.house.pk,
                "period": period,
                "cut": a_cut(year, draw),
                "scope": scope,
            }
            figure = measure(asked, **given)
            rows = list(asked.population(**given).values())
            assert figure.records == len(rows), (one.code, given)
            assert figure.value == over_rows(asked, rows), (one.code, given)
            counted |= {type(asked.measure)} if figure.value else set()
    assert {Count, Distinct, Sum, Median} <= counted


def test_scope_of_a_funder_without_an_action_counts_nothing() -> None:
    year = RandomYear(13)
    year.fill()
    one = next(one for one in catalogue() if one.code == "support.organisations")
    asked: dict[str, Any] = {"house_id": year.house.pk, "period": Period.year(YEAR)}
    funded = Scope(funder=year.house.pk)
    assert measure(one, **asked).value > 0
    assert measure(one, **asked, scope=funded).value == 0
    everything = replace(funded, among=(Scope(of_action=True),))
    assert measure(one, **asked, scope=everything).value == measure(one, **asked).value
