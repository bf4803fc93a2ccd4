"""Medians and delays: the middle value, what a delay is counted from, one delay a case."""

import datetime
import random
import re
import statistics

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from probant.indicators.breakdown import break_down, dimension_of
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure
from probant.indicators.integrity import recount
from probant.indicators.plan import plan_of
from probant.indicators.queries import rows_of
from probant.indicators.registry import catalogue, indicator
from probant.indicators.tests.acts import Desk, One
from probant.journal.models import JournalHead
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.tests.scenario import Scene, scene
from probant.support import actions
from probant.support.models import CaseClosed, CaseOpened, MissionContracted, PhaseReached

pytestmark = pytest.mark.django_db
Day = datetime.date
YEAR = Period.year(2023)


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def desk(house: Scene) -> Desk:
    return Desk(house.house, house.awa, house.fabien, house.importer)


def the(code: str) -> Indicator:
    found = indicator(code)
    assert found is not None
    return found


def figure(desk: Desk, code: str, year: int = 2023, cut: Cut | None = None) -> Figure:
    return measure(the(code), house_id=desk.house.pk, period=Period.year(year), cut=cut)


def days(desk: Desk, code: str, year: int = 2023, cut: Cut | None = None) -> float | None:
    """The median in days, None where there is none; held against the naive recount."""
    found = figure(desk, code, year, cut)
    if cut is None:
        assert recount(the(code), desk.house.pk, year, None) == found.value
    return None if found.said is None else found.said / 100


def last(desk: Desk) -> int:
    return JournalHead.objects.get(house_id=desk.house.pk).seq


def diagnosed(desk: Desk, name: str, lag: int, on: Day = Day(2023, 9, 1)) -> PhaseReached:
    one = One(desk, desk.sheet(name), on, lag)
    return one.reach(one.case(), "diagnostic")


# --- the middle ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lags", "expected"),
    [
        ([], None),
        ([12], 12),
        ([3, 10], 6.5),
        ([90, 1, 5], 5),
        ([7, 7, 7, 100], 7),
        ([0, 0, 1, 2], 0.5),
        ([5, 1, 4, 2, 3], 3),
    ],
)
def test_a_median_is_the_middle_value_or_the_mean_of_the_two_in_the_middle(
    desk: Desk, lags: list[int], expected: float | None
) -> None:
    for number, lag in enumerate(lags):
        diagnosed(desk, f"Structure {number}", lag)
    assert days(desk, "dla.days_to_diagnosis") == expected
    assert figure(desk, "dla.days_to_diagnosis").records == len(lags)


@pytest.mark.parametrize("seed", range(3))
def test_medians_equal_those_of_python_whatever_the_values(desk: Desk, seed: int) -> None:
    drawn = random.Random(seed)
    lags = [drawn.randrange(400) for _ in range(drawn.randrange(5, 15))]
    for number, lag in enumerate(lags):
        diagnosed(desk, f"Structure {number}", lag)
    assert days(desk, "dla.days_to_diagnosis") == statistics.median(lags)


def test_a_median_asks_one_question(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    diagnosed(desk, "Une", 4)
    with django_assert_num_queries(1):
        assert figure(desk, "dla.days_to_diagnosis").value == 400


def test_nothing_is_no_median_and_not_zero(desk: Desk) -> None:
    found = figure(desk, "dla.days_to_diagnosis")
    assert (found.said, found.as_dict()["value"]) == (None, None)
    diagnosed(desk, "Le jour même", 0)
    found = figure(desk, "dla.days_to_diagnosis")
    assert (found.said, found.as_dict()["value"]) == (0, 0)
    diagnosed(desk, "Un jour après", 1)
    assert figure(desk, "dla.days_to_diagnosis").as_dict()["value"] == 0.5


def test_the_list_says_the_day_counted_from_and_the_days(desk: Desk) -> None:
    diagnosed(desk, "Une", 31)
    facts = the("dla.days_to_diagnosis").population(
        house_id=desk.house.pk, period=YEAR, cut=Cut.now()
    )
    (row,) = rows_of(facts, the("dla.days_to_diagnosis"))
    assert (row["started_on"], row["occurred_on"], row["delay_days"]) == (
        Day(2023, 8, 1),
        Day(2023, 9, 1),
        31,
    )


def test_a_median_of_a_part_is_that_of_its_own_records(desk: Desk) -> None:
    for number, (place, lag) in enumerate([("21231", 10), ("21231", 30), ("21617", 100)]):
        one = One(desk, desk.sheet(f"S{number}", place_code=place), Day(2023, 9, 1), lag)
        one.reach(one.case(), "diagnostic")
    found = figure(desk, "dla.days_to_diagnosis")
    facts = found.indicator.population(house_id=desk.house.pk, period=YEAR, cut=Cut.now())
    dimension = dimension_of(found.indicator, "commune")
    assert dimension is not None
    got = break_down(found, facts, dimension)
    assert {part.key: (part.value, part.records) for part in got.parts} == {
        "21231": (2000, 2),
        "21617": (10_000, 1),
    }
    assert (got.whole, got.overlap, got.shared) == (3000, 0, 0)


def test_a_median_of_one_structure_is_taken_over_all_its_sheets_in_one_query(desk: Desk) -> None:
    diagnosed(desk, "Une", 10)
    fact = diagnosed(desk, "Autre", 50)
    with CaptureQueriesContext(connection) as asked:
        found = measure(
            the("dla.days_to_diagnosis"),
            house_id=desk.house.pk,
            period=YEAR,
            scope=Scope(organisation=fact.organisation_id),
        )
    assert (found.value, found.records, len(asked)) == (5000, 1, 1)


# --- what it is counted from ---------------------------------------------------------------------
def test_without_the_fact_it_is_counted_from_there_is_no_delay(desk: Desk) -> None:
    one = One(desk, desk.sheet("Sans accueil"), Day(2023, 9, 1))
    one.reach(one.case("creation"), "accompagnement")
    assert days(desk, "creation.days_to_support") is None


def test_a_start_after_the_end_is_no_delay(desk: Desk) -> None:
    one = One(desk, desk.sheet("À l’envers"), Day(2023, 9, 1))
    case = one.case("creation")
    one.reach(case, "accompagnement")
    one.reach(case, "accueil", Day(2023, 10, 1))
    assert days(desk, "creation.days_to_support") is None


def test_a_start_corrected_moves_the_delay_and_not_as_known_before(desk: Desk) -> None:
    one = One(desk, desk.sheet("Une"), Day(2023, 9, 1), 20)
    case = one.case("creation")
    welcome = one.reach(case, "accueil", one.before)
    one.reach(case, "accompagnement")
    before = Cut.at(last(desk))
    actions.void_fact(desk.officer, fact=welcome, code="error", reason="mauvais jour")
    assert days(desk, "creation.days_to_support") is None
    one.reach(case, "accueil", Day(2023, 8, 27))
    assert days(desk, "creation.days_to_support") == 5
    assert days(desk, "creation.days_to_support", cut=before) == 20


def test_the_start_may_be_of_the_year_before(desk: Desk) -> None:
    diagnosed(desk, "Une", 30, Day(2023, 1, 10))
    assert days(desk, "dla.days_to_diagnosis") == 30
    assert days(desk, "dla.days_to_diagnosis", 2022) is None


# --- one delay a case ----------------------------------------------------------------------------
def test_a_case_closed_reopened_and_closed_again_counts_at_its_last_closing_of_the_year(
    desk: Desk,
) -> None:
    one = One(desk, desk.sheet("Une"), Day(2023, 3, 1), 10)
    case = one.case()
    for closed_on, reopened_on in (
        (Day(2023, 3, 1), Day(2023, 4, 1)),
        (Day(2023, 6, 1), Day(2024, 1, 15)),
    ):
        actions.close_case(desk.officer, case=case, outcome="done", closed_on=closed_on)
        case.refresh_from_db()
        actions.reopen_case(desk.officer, case=case, reopened_on=reopened_on, reason="suite")
        case.refresh_from_db()
    actions.close_case(desk.officer, case=case, outcome="done", closed_on=Day(2024, 2, 1))
    opened = CaseOpened.objects.get().occurred_on
    assert CaseClosed.objects.count() == 3
    assert days(desk, "support.days_to_closing") == (Day(2023, 6, 1) - opened).days
    assert days(desk, "support.days_to_closing", 2024) == (Day(2024, 2, 1) - opened).days
    assert figure(desk, "support.days_to_closing").records == 1
    assert figure(desk, "support.cases_closed").value == 1


def test_only_the_first_mission_of_a_case_ends_the_wait_even_in_another_year(desk: Desk) -> None:
    one = One(desk, desk.sheet("Une"), Day(2022, 12, 1), 15)
    case = one.case()
    one.reach(case, "diagnostic", one.before)
    for on in (Day(2022, 12, 1), Day(2023, 5, 1)):
        one.lag += 1
        one.contract(case, "individual", on=on)
    assert MissionContracted.objects.count() == 2
    assert days(desk, "dla.days_to_mission", 2022) == 15
    assert days(desk, "dla.days_to_mission", 2023) is None


def test_each_stage_is_counted_from_the_one_before_it_whatever_their_order_of_writing(
    desk: Desk,
) -> None:
    one = One(desk, desk.sheet("Une"), Day(2023, 9, 1), 100)
    case = one.case()
    one.reach(case, "accompagnement", Day(2023, 9, 1))
    one.reach(case, "accueil", Day(2023, 6, 1))
    one.reach(case, "diagnostic", Day(2023, 8, 20))
    one.reach(case, "parcours", Day(2023, 8, 20))  # the same day: 0 after the diagnosis
    facts = the("support.days_between_stages").population(
        house_id=desk.house.pk, period=YEAR, cut=Cut.now()
    )
    assert dict(facts.values_list("phase_code", "delay_days")) == {
        "diagnostic": 80,
        "parcours": 0,
        "accompagnement": 12,
    }
    assert days(desk, "support.days_between_stages") == 12
    assert days(desk, "support.days_to_first_stage") == 80


def test_a_welcome_that_comes_after_another_stage_waits_for_nothing(desk: Desk) -> None:
    one = One(desk, desk.sheet("Une"), Day(2023, 9, 1))
    case = one.case()
    one.reach(case, "diagnostic", Day(2023, 9, 1))
    one.reach(case, "accueil", Day(2023, 9, 10))
    one.reach(case, "parcours", Day(2023, 9, 20))
    assert days(desk, "support.days_to_first_stage") is None


# --- how it is asked -----------------------------------------------------------------------------
@pytest.mark.sqlite
@pytest.mark.parametrize("cut", [Cut.now(), Cut.known(Day(2024, 3, 21)), Cut.at(12)])
@pytest.mark.parametrize("one", [one for one in catalogue() if one.group == "Délais"])
def test_a_start_is_found_by_its_case_never_by_reading_the_house(one: Indicator, cut: Cut) -> None:
    plan = plan_of(one, Scope(), cut)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + plan.sql, plan.constants)
        steps = [row[3] for row in cursor.fetchall()]
    looked = [step for step in steps if step.startswith(("SEARCH U", "SCAN U"))]
    assert len(looked) >= 2
    found = re.compile(r"\((case_id|mission_id|deliberation_id|rowid)=\?")
    assert [step for step in looked if not found.search(step)] == []
