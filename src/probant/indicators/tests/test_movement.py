"""The history of a figure says what the figure says: a merge is a fact of its day."""

import datetime
import html
import re

import pytest
from django.utils import timezone

from probant.directory.actions import merge_organisation, unmerge_organisation
from probant.directory.models import Organisation
from probant.indicators.definition import EVERYTHING, Indicator, Scope
from probant.indicators.engine import Figure, measure
from probant.indicators.growth import growth
from probant.indicators.measures import Count, Distinct
from probant.indicators.movement import merges_moved, moved
from probant.indicators.tests.scenario import small_house
from probant.kernel.period import Period
from probant.support import actions
from probant.support.models import CaseOpened
from probant.support.tests.scenario import DAY, Scene, scene, structure

pytestmark = pytest.mark.django_db
YEAR = Period.year(DAY.year)
MARCH, APRIL = (datetime.date(DAY.year + 1, month, 1) for month in (3, 4))
PAGE = "/chiffres/dla.organisations_welcomed/"


def indicator(measure: Count | Distinct) -> Indicator:
    return Indicator(
        code="essai.ouverts",
        label="ouverts",
        unit="structures",
        definition="essai",
        fact=CaseOpened,
        measure=measure,
    )


STRUCTURES, CASES = indicator(Distinct("organisation")), indicator(Count())


@pytest.fixture
def house() -> Scene:
    return scene()


def opened(house: Scene, sheet: Organisation, known_on: datetime.date) -> None:
    actions.open_case(
        house.importer,
        programme=house.programme("dla"),
        opened_on=DAY,
        organisation=sheet,
        declared_on=known_on,
    )


def two(house: Scene) -> tuple[Organisation, Organisation]:
    """Two sheets of a structure, each with a case: the first known in March, the other in April."""
    one, other = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    opened(house, one, MARCH)
    opened(house, other, APRIL)
    return one, other


def figure(house: Scene, asked: Indicator = STRUCTURES, scope: Scope = EVERYTHING) -> Figure:
    return measure(asked, house_id=house.house.pk, period=YEAR, scope=scope)


def curve(found: Figure) -> list[tuple[datetime.date, int]]:
    return [(point.known_on, point.value) for point in growth(found, until=timezone.localdate())]


def merge(house: Scene, merged: Organisation, kept: Organisation) -> None:
    merge_organisation(house.fabien, kept=kept, merged=merged, reason="doublon")


def joined(found: Figure, after: datetime.date) -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [
        (one.merged.name, one.kept.name) for one in merges_moved(found, after=after, until=today)
    ]


def test_curve_ends_where_the_figure_is_and_steps_on_the_day_of_the_merge(house: Scene) -> None:
    one, other = two(house)
    assert curve(figure(house)) == [(MARCH, 1), (APRIL, 2)]
    merge(house, one, other)
    now = figure(house)
    assert curve(now) == [(MARCH, 1), (APRIL, 2), (timezone.localdate(), 1)]
    assert curve(now)[-1][1] == now.value
    assert curve(figure(house, CASES)) == [(MARCH, 1), (APRIL, 2)]


def test_merge_moved_the_figure_and_a_merge_undone_the_same_day_did_not(house: Scene) -> None:
    one, other = two(house)
    merge(house, one, other)
    assert joined(figure(house), APRIL) == [("Fiche 1", "Fiche 2")]
    assert list(moved(figure(house), after=APRIL, until=timezone.localdate())) == []
    assert joined(figure(house, CASES), APRIL) == []
    unmerge_organisation(house.fabien, merged=one, reason="erreur")
    assert joined(figure(house), APRIL) == []
    assert curve(figure(house))[-1] == (timezone.localdate(), 2)


def test_merge_of_a_sheet_that_the_figure_never_counted_moved_nothing(house: Scene) -> None:
    one, _ = two(house)
    empty = structure(house, "Fiche vide")
    merge(house, empty, one)
    assert joined(figure(house), APRIL) == []
    assert curve(figure(house)) == [(MARCH, 1), (APRIL, 2)]


def test_two_sheets_that_join_a_third_are_told_each_once(house: Scene) -> None:
    one, other = two(house)
    third = structure(house, "Fiche 3")
    merge(house, one, other)
    merge(house, other, third)
    assert joined(figure(house), APRIL) == [("Fiche 1", "Fiche 3"), ("Fiche 2", "Fiche 3")]
    assert curve(figure(house))[-1] == (timezone.localdate(), 1)


def test_history_of_one_structure_is_that_of_all_its_sheets(house: Scene) -> None:
    one, other = two(house)
    merge(house, one, other)
    narrowed = figure(house, CASES, Scope(organisation=other.pk))
    assert narrowed.value == 2
    assert curve(narrowed) == [(MARCH, 0), (APRIL, 1), (timezone.localdate(), 2)]
    assert joined(narrowed, APRIL) == [("Fiche 1", "Fiche 2")]


def test_page_of_a_figure_tells_the_merge_that_moved_it() -> None:
    small = small_house()
    first = small.welcome("Alpha", known_on=datetime.date(2021, 3, 10)).organisation
    second = small.welcome("Alpha bis", known_on=datetime.date(2021, 3, 12)).organisation
    assert first is not None and second is not None
    merge_organisation(small.awa, kept=first, merged=second, reason="doublon")
    page = html.unescape(small.client().get(f"{PAGE}?annee=2021&entre=31/03/2021").content.decode())
    part = page.partition('id="mouvements"')[2].partition("</section>")[0]
    told = " ".join(re.sub(r"<[^>]+>", " ", part).split())
    assert "Alpha bis et Alpha, une seule structure" in told
    assert "Awa Ndiaye" in told
    assert "des fiches ont été fusionnées" in told
