"""Whatever is drawn at random, a value is its measure taken in Python over the rows it opens onto.

Every indicator of the catalogue, lists kept by the house, stages of programmes, in random scopes,
periods and cuts.
"""

import datetime
import random
import statistics
from dataclasses import replace
from typing import Any

import pytest

from probant.indicators.breakdown import break_down, dimensions_of
from probant.indicators.definition import EVERYTHING, Indicator, Scope
from probant.indicators.engine import measure
from probant.indicators.funnel import BIRTH, CODE, came_to, funnels
from probant.indicators.measures import YEAR_PARTS, AsOf, Count, Distinct, Hours, Median, Posts, Sum
from probant.indicators.own import Spec, built, may_be_kept, ways_to_count
from probant.indicators.registry import catalogue
from probant.indicators.tests.random_year import PLACES, YEAR, RandomYear
from probant.indicators.tests.test_random_year import drawn_year
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Phase
from probant.support.models import OrganisationBorn, PhaseReached

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


def kept_list(one: Indicator, year: RandomYear, draw: random.Random) -> Indicator | None:
    """A figure of the house: one or two parts of the list of another, counted some way."""
    if not may_be_kept(one):
        return None
    given: dict[str, Any] = {"house_id": year.house.pk, "period": Period.year(YEAR)}
    facts = one.population(**given, cut=Cut.now())
    filters = {}
    for dimension in draw.sample(dimensions_of(one), draw.randint(1, 2)):
        parts = facts.order_by().annotate(_part=dimension.expression()).values_list("_part")
        if found := sorted(parts.distinct()):
            filters[dimension.key] = draw.choice(found)[0]
    way = draw.choice(ways_to_count(one)).key
    until = draw.random() < 0.5
    said = ("essai", "faits", "Essai.")
    return built(Spec("maison.essai", one.code, tuple(filters.items()), way, until, *said))


def test_value_is_the_measure_over_the_rows_it_opens_onto() -> None:
    year, draw, counted = drawn_year(13)[0], random.Random(13), set()
    of_house: list[int] = []
    for one in catalogue():
        drawn = [(a_period(draw), a_scope(year, draw)) for _ in range(2)]
        asks = [(one, Period.year(YEAR), EVERYTHING), *((one, *narrow) for narrow in drawn)]
        for narrow in (asks[0][1:], asks[0][1:], asks[1][1:]):
            if kept := kept_list(one, year, draw):
                asks.append((kept, *narrow))
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
            of_house += [figure.value] if asked is not one else []
    assert {Count, Distinct, Sum, Hours, AsOf, Median} <= counted
    assert sum(1 for value in of_house if value) > 100


def test_a_part_kept_as_a_figure_is_worth_the_part() -> None:
    year, draw, seen = drawn_year(5)[0], random.Random(5), 0
    for one in catalogue():
        if not may_be_kept(one):
            continue
        given: dict[str, Any] = {
            "house_id": year.house.pk,
            "period": Period.year(YEAR),
            "cut": a_cut(year, draw),
        }
        figure = measure(one, **given)
        dimension = draw.choice(dimensions_of(one))
        way = next(way.key for way in ways_to_count(one) if way.measure == one.measure)
        for part in break_down(figure, one.population(**given), dimension).parts:
            filters = ((dimension.key, part.key),)
            kept = built(Spec("maison.part", one.code, filters, way, False, "part", "faits", "P."))
            assert kept is not None
            found = measure(kept, **given)
            assert (found.value, found.records) == (part.value, part.records), (one.code, filters)
            seen += 1
    assert seen > 100


def by_hand(
    reached: list[dict[str, Any]], ever: list[dict[str, Any]], born: list[dict[str, Any]]
) -> dict[int, dict[str, tuple[int | None, int | None]]]:
    """Stages of each programme in plain Python: cases of the rows, those welcomed come since."""
    found: dict[int, dict[str, tuple[int | None, int | None]]] = {}
    for programme in {row["programme_id"] for row in reached}:
        rows = [row for row in reached if row["programme_id"] == programme]
        held = {row["phase_id"] for row in rows}
        laid = Phase.objects.filter(programme_id=programme).order_by("position", "pk")
        path = [phase.pk for phase in laid if phase.is_open or phase.pk in held]
        welcomed = {row["case_id"] for row in rows if row["phase_id"] == path[0]}
        stages: dict[str, tuple[int | None, int | None]] = {}
        for phase in path:
            cases = {row["case_id"] for row in rows if row["phase_id"] == phase}
            since = {row["case_id"] for row in ever if row["phase_id"] == phase} & welcomed
            stages[str(phase)] = (len(cases), len(since) if welcomed else None)
        births = {row["case_id"] for row in born if row["programme_id"] == programme} & welcomed
        if births:
            stages[BIRTH] = (None, len(births))
        found[programme] = stages
    return found


def test_stages_are_their_cases_counted_one_by_one_and_open_on_them() -> None:
    year, draw, shares = drawn_year(17)[0], random.Random(17), 0
    one = next(one for one in catalogue() if one.code == CODE)
    for _ in range(25):
        cut, period, scope = a_cut(year, draw), a_period(draw), a_scope(year, draw)
        given: dict[str, Any] = {"house_id": year.house.pk, "period": period, "cut": cut}
        facts = one.population(**given, scope=scope)
        rows = list(facts.values())
        ever, born = (
            list(kind.objects.filter(house_id=year.house.pk).cut(cut).values())
            for kind in (PhaseReached, OrganisationBorn)
        )
        found = funnels(**given, scope=scope)
        told = {
            path.programme: {stage.key: (stage.cases, stage.followed) for stage in path.stages}
            for path in found
        }
        assert told == by_hand(rows, ever, born)
        for path in found:
            for stage in path.stages:
                if stage.followed is not None:
                    entered = facts.filter(phase=int(path.first))
                    opened = came_to(entered, stage.key, house_id=year.house.pk, cut=cut)
                    cases = opened.order_by().values("case_id").distinct().count()
                    assert cases == stage.followed
                    shares += 1
    assert shares > 50


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
