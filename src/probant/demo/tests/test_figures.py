"""The demonstration year: every value of CONTRACTS.md, on every day that matters."""

import datetime
from fractions import Fraction
from typing import Any

import pytest

from probant.demo import build
from probant.directory.models import House
from probant.indicators.definition import Indicator
from probant.indicators.engine import measure, measure_all
from probant.indicators.growth import growth
from probant.indicators.integrity import recount, recounted
from probant.indicators.measures import AsOf, Distinct, Hours, Median, Posts, Sum
from probant.indicators.movement import moved
from probant.indicators.registry import catalogue, indicator
from probant.journal.integrity import verify
from probant.journal.models import JournalEntry, JournalHead
from probant.kernel.cut import Cut
from probant.kernel.period import Period

pytestmark = pytest.mark.django_db

NOW = {
    "dla.organisations_supported": 41,
    "dla.organisations_welcomed": 28,
    "dla.diagnoses": 16,
    "dla.individual_missions": 13,
    "dla.collective_missions": 4,
    "dla.collective_participants": 16,
    "dla.follow_ups": 12,
    "dla.jobs_consolidated": 519,
    "creation.projects_welcomed": 56,
    "creation.projects_supported": 26,
    "creation.organisations_created": 5,
    "creation.jobs_created": 9,
    "workshops.sessions": 13,
    "trainings.sessions": 8,
    "territories.supported": 3,
    "network.sessions_held": 2,
    "osez.sessions_held": 4,
}
#: The act of 21 March 2024 says 26 and 3; 39 and 12 follow from the facts known that day.
ON_THE_DAY_OF_THE_VOTE = {
    **NOW,
    "dla.organisations_supported": 39,
    "dla.organisations_welcomed": 26,
    "dla.collective_missions": 3,
    "dla.collective_participants": 12,
}
NOTHING = dict.fromkeys(NOW, 0)
VOTE, REPORT = datetime.date(2024, 3, 21), datetime.date(2024, 5, 31)


@pytest.mark.parametrize(
    ("known_on", "year", "expected"),
    [
        (None, 2023, NOW),
        (VOTE, 2023, ON_THE_DAY_OF_THE_VOTE),
        (REPORT, 2023, NOW),
        (datetime.date(1990, 1, 1), 2023, NOTHING),
        (datetime.date(2023, 1, 1), 2023, NOTHING),
        (None, 1998, NOTHING),
        (None, 2031, NOTHING),
    ],
)
def test_figures_of_the_year_as_known_on_a_day(
    known_on: datetime.date | None, year: int, expected: dict[str, int], demonstration: House
) -> None:
    cut = Cut.known(known_on) if known_on else Cut.now()
    figures = measure_all(house_id=demonstration.pk, period=Period.year(year), cut=cut)
    assert {figure.indicator.code: figure.value for figure in figures} == expected


def test_the_ville_keeps_its_own_books(demonstration: House) -> None:
    ville = House.objects.get(runs_programmes=False)
    figures = measure_all(house_id=ville.pk, period=Period.year(2023))
    assert {figure.indicator.code: figure.value for figure in figures} == NOTHING


def test_two_accueils_noted_after_the_vote_make_26_into_28(demonstration: House) -> None:
    welcomed = indicator("dla.organisations_welcomed")
    assert welcomed is not None
    figure = measure(welcomed, house_id=demonstration.pk, period=Period.year(2023))
    rows = moved(figure, after=VOTE, until=REPORT)
    assert [(row.occurred_on.month, row.known_on, row.is_declared) for row in rows] == [
        (12, datetime.date(2024, 4, 9), True),
        (12, datetime.date(2024, 5, 14), True),
    ]


def test_a_figure_grows_to_its_value_through_what_was_known_each_day(demonstration: House) -> None:
    welcomed = indicator("dla.organisations_welcomed")
    assert welcomed is not None
    figure = measure(welcomed, house_id=demonstration.pk, period=Period.year(2023))
    points = growth(figure, until=REPORT)
    assert points[-1].value == 28
    assert points[-1].known_on == datetime.date(2024, 5, 14)
    assert [point.value for point in points] == sorted(point.value for point in points)
    assert len(points) == 24
    for point in points:
        cut = Cut.known(point.known_on)
        assert (
            point.value
            == measure(welcomed, house_id=demonstration.pk, period=Period.year(2023), cut=cut).value
        )


def test_renamed_programmes_and_phases_keep_their_figures(demonstration: House) -> None:
    """What figures recognise is the official code, never a name."""
    for programme in demonstration.programmes.all():
        programme.name = f"Nom de la maison n° {programme.pk}"
        programme.save()
        for phase in programme.phases.all():
            phase.name = f"Étape n° {phase.pk}"
            phase.save()
    figures = measure_all(house_id=demonstration.pk, period=Period.year(2023))
    assert {figure.indicator.code: figure.value for figure in figures} == NOW


def test_the_demonstration_keeps_every_chain_and_recount(demonstration: House) -> None:
    assert verify() == []
    assert list(recounted()) == []


def test_building_it_again_is_refused_by_what_is_there(demonstration: House) -> None:
    heads = list(JournalHead.objects.order_by("house_id").values_list("house_id", "seq", "hash"))
    assert (build.is_built(), build.is_empty()) == (True, False)
    assert len(heads) == 2
    assert JournalEntry.objects.count() == sum(seq for _, seq, _ in heads)


@pytest.mark.parametrize("counted", catalogue(), ids=lambda found: found.code)
def test_the_value_is_the_measure_of_the_very_rows_listed(
    counted: Indicator, demonstration: House
) -> None:
    year = Period.year(2023)
    for cut in (Cut.now(), Cut.known(datetime.date(2023, 6, 30)), Cut.known(VOTE)):
        figure = measure(counted, house_id=demonstration.pk, period=year, cut=cut)
        listed = list(counted.population(house_id=demonstration.pk, period=year, cut=cut).values())
        assert figure.records == len(listed)
        if not isinstance(counted.measure, Median):  # of a delay, which no row holds
            assert figure.value == measured(counted, listed)
        assert figure.value == recount(counted, demonstration.pk, 2023, cut.known_on)


def measured(counted: Indicator, listed: list[dict[str, Any]]) -> int:
    match counted.measure:
        case Distinct(column):
            name = counted.fact._meta.get_field(column).attname  # type: ignore[union-attr]
            return len({row[name] for row in listed} - {None})
        case Sum(column) | AsOf(column):
            return sum(row[column] or 0 for row in listed)
        case Hours(column):
            return sum(row[column] for row in listed) * 100 // 60
        case Posts(column, base):
            worked = sum(Fraction(row[column], row[base]) for row in listed)
            return round(100 * worked)
    return len(listed)
