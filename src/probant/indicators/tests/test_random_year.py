"""A year drawn at random: every figure and rate, at random cuts, equals a naive count in Python."""

import datetime
from fractions import Fraction
from typing import Any

import pytest

from probant.directory.density import set_density
from probant.indicators.engine import divide, measure
from probant.indicators.growth import growth
from probant.indicators.integrity import recount
from probant.indicators.registry import catalogue, ratios
from probant.indicators.tests.naive import (
    APART,
    NAIVE,
    RATES,
    RURAL,
    TOWN,
    WAITS,
    naive,
    naive_rate,
)
from probant.indicators.tests.random_engagement import draw_engagement
from probant.indicators.tests.random_gatherings import RandomGatherings
from probant.indicators.tests.random_governance import draw_governance
from probant.indicators.tests.random_money import draw_money
from probant.indicators.tests.random_network import fill_network
from probant.indicators.tests.random_outcomes import draw_outcomes
from probant.indicators.tests.random_year import YEAR
from probant.journal.guards import fact_models
from probant.journal.integrity import verify
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Phase

pytestmark = pytest.mark.django_db
Cuts = list[datetime.date | None]


def drawn_year(seed: int) -> tuple[RandomGatherings, dict[str, list[dict[str, Any]]], Cuts]:
    """A random house, its facts as plain rows, and days to cut at."""
    set_density(3, {RURAL: 3, TOWN: 1}, vintage=2021)
    year = RandomGatherings(seed)
    year.fill()
    draw_outcomes(year)
    fill_network(year)
    draw_engagement(year)
    draw_money(year)
    draw_governance(year)
    facts = {
        model.__name__: list(model.objects.filter(house_id=year.house.pk).values())
        for model in fact_models()
    }
    places = dict(Phase.objects.values_list("pk", "position"))
    for row in facts["PhaseReached"]:
        row["position"] = places[row["phase_id"]]
    cuts: Cuts = [None, datetime.date(YEAR - 5, 1, 1)]
    cuts += [year.day() + datetime.timedelta(days=60) for _ in range(8)]
    return year, facts, cuts


def cut_of(known_on: datetime.date | None) -> Cut:
    return Cut.known(known_on) if known_on else Cut.now()


def test_every_figure_and_rate_is_written_again_by_hand() -> None:
    codes = {*NAIVE, *WAITS, *APART, "support.days_between_stages"}
    assert {one.code for one in catalogue()} == codes
    assert {one.code for one in ratios()} == set(RATES)


@pytest.mark.parametrize("seed", [7, 21, 2024])
def test_figures_of_a_random_year_equal_a_naive_count_at_random_cuts(seed: int) -> None:
    year, facts, cuts = drawn_year(seed)
    period = Period.year(YEAR)
    got: dict[tuple[str, datetime.date | None], int | Fraction | None] = {}
    expected: dict[tuple[str, datetime.date | None], int | Fraction | None] = {}
    for known_on in cuts:
        asked: dict[str, Any] = {"house_id": year.house.pk, "period": period}
        asked["cut"] = cut_of(known_on)
        for one in catalogue():
            got[one.code, known_on] = measure(one, **asked).said
            expected[one.code, known_on] = naive(one.code, facts, YEAR, known_on)
        for rate in ratios():
            got[rate.code, known_on] = divide(rate, **asked).value
            expected[rate.code, known_on] = naive_rate(rate.code, facts, YEAR, known_on)
    assert got == expected
    assert {code for (code, _), value in got.items() if value} == {
        one.code for one in (*catalogue(), *ratios())
    }
    assert verify() == []


@pytest.mark.parametrize("seed", [5, 11])
def test_the_curve_of_a_random_year_says_each_day_what_the_figure_was_that_day(seed: int) -> None:
    year, _, _ = drawn_year(seed)
    asked: dict[str, Any] = {"house_id": year.house.pk, "period": Period.year(YEAR)}
    until = datetime.date(YEAR + 2, 12, 31)
    for one in catalogue():
        points = growth(measure(one, **asked), until=until, points=12)
        said = [(point.known_on, point.value) for point in points]
        measured = [(day, measure(one, **asked, cut=Cut.known(day)).value) for day, _ in said]
        assert said == measured, one.code


def test_the_recount_of_the_checks_agrees_on_a_random_year() -> None:
    year, facts, cuts = drawn_year(3)
    for known_on in cuts[:4]:
        got = {one.code: recount(one, year.house.pk, YEAR, known_on) for one in catalogue()}
        assert got == {one.code: naive(one.code, facts, YEAR, known_on) or 0 for one in catalogue()}
