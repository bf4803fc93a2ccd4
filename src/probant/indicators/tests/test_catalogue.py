"""The contract that every file of the catalogue keeps."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import create_house
from probant.directory.models import House, PlacedFact
from probant.indicators.definition import Indicator, Ratio, Scope
from probant.indicators.delays import DELAY, STARTED_ON, Delay
from probant.indicators.engine import measure
from probant.indicators.measures import AsOf, Count, Distinct, Hours, Median, Posts, Sum
from probant.indicators.plan import plan_of
from probant.indicators.queries import rows_of
from probant.indicators.registry import catalogue, essentials, ratios
from probant.indicators.registry import indicator as find
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.catalogue import shipped_programmes, shipped_session_kinds
from probant.support.models import Mission

YEAR = Period.year(2023)
each = pytest.mark.parametrize("indicator", catalogue(), ids=lambda found: found.code)
#: Those whose facts say all that they count by themselves.
each_plain = pytest.mark.parametrize(
    "indicator",
    [
        found
        for found in catalogue()
        if not (found.conditions or found.among or found.lasting or found.is_median)
        and not found.is_state
    ],
    ids=lambda found: found.code,
)
each_ratio = pytest.mark.parametrize("ratio", ratios(), ids=lambda found: found.code)

#: Codes of CONTRACTS.md, and one of ours.
CODES = {
    "dla.organisations_supported",
    "dla.organisations_welcomed",
    "dla.diagnoses",
    "dla.individual_missions",
    "dla.collective_missions",
    "dla.collective_participants",
    "dla.follow_ups",
    "dla.jobs_consolidated",
    "creation.projects_welcomed",
    "creation.projects_supported",
    "creation.organisations_created",
    "creation.jobs_created",
    "workshops.sessions",
    "trainings.sessions",
    "territories.supported",
    "network.sessions_held",
    "osez.sessions_held",
}


def test_the_codes_of_the_contract_are_the_essential_figures() -> None:
    assert {found.code for found in essentials()} == CODES


def test_indicators_come_in_the_order_of_their_positions() -> None:
    assert [found.position for found in catalogue()] == sorted(
        found.position for found in catalogue()
    )


def test_a_definition_breaks_no_line_before_its_punctuation() -> None:
    for one in (*catalogue(), *ratios()):
        assert not re.search(r" [:;?!»]|« ", one.definition), one.code


@each
def test_an_indicator_says_what_it_is(indicator: Indicator) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", indicator.code)
    assert re.fullmatch(r"[a-zé]\S.{3,60}", indicator.label)
    assert re.fullmatch(r"[a-zé]+", indicator.unit)
    assert re.fullmatch(r"[A-ZÉ].{20,400}\.", indicator.definition, re.DOTALL)
    assert indicator.source
    assert "'" not in indicator.label + indicator.definition  # typographic apostrophes


@each
def test_an_indicator_ranges_over_one_kind_of_placed_fact(indicator: Indicator) -> None:
    assert issubclass(indicator.fact, PlacedFact)
    assert not indicator.fact._meta.abstract


def columns(indicator: Indicator) -> set[str]:
    return {column.name for column in indicator.fact._meta.concrete_fields}


@each
def test_conditions_are_columns_of_the_fact_itself(indicator: Indicator) -> None:
    assert set(indicator.where) - columns(indicator) == set()
    assert [values for values in indicator.where.values() if not values] == []


def accepted_codes(indicator: Indicator, column: str) -> set[str]:
    """What a column may hold, by the catalogue of programmes and the choices of the models."""
    if column == "programme_code":
        return set(shipped_programmes())
    if column == "kind_code":
        return set(shipped_session_kinds())
    if column == "phase_code":
        return {
            phase.code
            for code in indicator.programmes
            for phase in shipped_programmes()[code].phases
        }
    declared: Any = indicator.fact._meta.get_field(column)
    return {value for value, _ in declared.flatchoices} or set(Mission.Kind)


@each
def test_conditions_accept_official_codes_only(indicator: Indicator) -> None:
    unknown = {
        (column, value)
        for column, values in indicator.where.items()
        for value in values
        if value not in accepted_codes(indicator, column)
    }
    assert unknown == set()


@each
def test_the_measure_and_the_list_rest_on_columns_that_exist(
    indicator: Indicator, db: None
) -> None:
    match indicator.measure:
        case Distinct(column) | Sum(column) | Hours(column) | Posts(column) | Median(str(column)):
            assert column in columns(indicator)
        case Median(Delay() as delay):
            assert delay.by in columns(indicator)
            kept = {column.name for column in delay.start._meta.concrete_fields}
            assert {delay.start_by or delay.by, *delay.where} - kept == set()
        case AsOf(column):
            assert column in dict(indicator.columns)
            assert column not in columns(indicator)
        case measured:
            assert measured == Count()
    facts = indicator.population(house_id=7, period=YEAR, cut=Cut.now())
    rows_of(facts, indicator)  # raises FieldError on an unknown column


@each
def test_a_delay_is_said_in_days_beside_the_day_it_is_counted_from(indicator: Indicator) -> None:
    """Every median of the catalogue says it is one, and has its own heading or its unit's scale."""
    if not isinstance(indicator.measure, Median):
        assert "médiane" not in indicator.label
        return
    assert indicator.label.endswith(", en médiane")
    if isinstance(indicator.measure.of, Delay):
        assert (indicator.unit, indicator.written) == ("jours", "hundredths")
        assert indicator.group == "Délais"
        assert indicator.listed[-2:] == ((STARTED_ON, "compté depuis le"), (DELAY, "jours"))


@pytest.fixture
def empty_house(db: None) -> House:
    founder = Actor.system(None, "essai", may_declare=True)
    return create_house(
        founder,
        identity={"name": "Maison sans faits", "family": "association"},
        short_name="Sans faits",
        runs_programmes=True,
    )


@each
@pytest.mark.parametrize("cut", [Cut.now(), Cut.known(datetime.date(2024, 1, 1)), Cut.at(3)])
def test_without_rows_the_value_is_zero_in_one_query(
    indicator: Indicator,
    cut: Cut,
    empty_house: House,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        figure = measure(indicator, house_id=empty_house.pk, period=YEAR, cut=cut)
    assert (figure.value, figure.records) == (0, 0)


CUTS = (Cut.now(), Cut.known(datetime.date(2023, 6, 30)), Cut.known(datetime.date(2024, 3, 21)))


#: Those whose value is one statement, compiled once: a state asks its rule first.
each_planned = pytest.mark.parametrize(
    "indicator",
    [found for found in catalogue() if not found.is_state],
    ids=lambda found: found.code,
)


@each_planned
def test_the_statement_of_a_value_is_that_of_its_list(indicator: Indicator, db: None) -> None:
    scope = Scope(programmes=indicator.programmes, places=("21231",))
    for cut in (*CUTS, Cut.at(12)):
        plan = plan_of(indicator, scope, cut)
        facts = indicator.population(house_id=7, period=YEAR, cut=cut, scope=scope)
        listed, params = facts.order_by().values("id").query.sql_with_params()
        begins = f' FROM "{indicator.fact._meta.db_table}"'  # before it, whether there are merges
        rest = listed.partition(begins)[2]
        if indicator.is_median:  # the list is ranked as it is
            assert f"{rest}) AS listed_" in plan.sql
        else:
            assert plan.sql.partition(begins)[2] == rest
        day = connection.ops.adapt_datefield_value
        asked = {"house": 7, "start": day(YEAR.start), "end": day(YEAR.end)}
        asked |= {"known": day(cut.known_on), "seq": cut.seq}
        filled = list(plan.constants)
        for place, name in plan.places:
            filled[place] = asked[name]
        assert filled[len(filled) - len(params) :] == list(params)  # a measure may hold a constant


@each_plain
@pytest.mark.sqlite
def test_a_value_reads_nothing_but_the_covering_index(indicator: Indicator, db: None) -> None:
    plan = plan_of(indicator, Scope(), Cut.now())
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + plan.sql, plan.constants)
        steps = [row[3] for row in cursor.fetchall()]
    name = next(
        index.name for index in indicator.fact._meta.indexes if index.name.endswith("_figure")
    )
    merges = [step for step in steps if "organisation_merged_" in step]
    assert all("USING COVERING INDEX" in step for step in merges)
    reads = [step for step in steps if step.startswith(("SEARCH", "SCAN")) and step not in merges]
    assert [f"USING COVERING INDEX {name} (house_id=?" in step for step in reads] == [True]
    sorts = ["count(DISTINCT)"] if isinstance(indicator.measure, Distinct) else []
    kept = [step for step in steps if step not in reads + merges and "SUBQUERY" not in step]
    assert [step.removeprefix("USE TEMP B-TREE FOR ") for step in kept] == sorts


@each_ratio
def test_a_rate_is_said_and_rests_on_two_figures_of_the_catalogue(ratio: Ratio) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", ratio.code)
    assert re.fullmatch(r"[A-ZÉ].{20,400}\.", ratio.definition, re.DOTALL)
    assert "'" not in ratio.label + ratio.definition
    assert find(ratio.code) is None
    over, under = find(ratio.numerator), find(ratio.denominator)
    assert over is not None and under is not None
    assert not ratio.apart or find(ratio.apart) is not None
    assert over.written == {"euros": "euros", "hundredths": "hundredths"}.get(ratio.written, "")
    assert under.written == ""
