"""Different structures, counted with the merges that stood at a cut: held against a plain count."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from probant.directory.actions import merge_organisation, unmerge_organisation
from probant.directory.models import Organisation, OrganisationMerged
from probant.indicators.definition import EVERYTHING, Indicator, Scope
from probant.indicators.engine import measure
from probant.indicators.integrity import recount
from probant.indicators.measures import Count, Distinct
from probant.journal.models import JournalHead
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.support import actions
from probant.support.models import CaseOpened
from probant.support.tests.scenario import DAY, Scene, scene, structure

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)
STRUCTURES = Indicator(
    code="test.structures",
    label="structures",
    unit="structures",
    definition="structures différentes",
    fact=CaseOpened,
    measure=Distinct("organisation"),
)
CASES = Indicator(
    code="test.cases",
    label="dossiers",
    unit="dossiers",
    definition="dossiers ouverts",
    fact=CaseOpened,
    measure=Count(),
)


@pytest.fixture
def house() -> Scene:
    return scene()


def value(house: Scene, indicator: Indicator, cut: Cut | None = None, **scope: int) -> int:
    asked = Scope(**scope) if scope else EVERYTHING
    return measure(indicator, house_id=house.house.pk, period=YEAR, cut=cut, scope=asked).value


def open_for(house: Scene, sheet: Organisation) -> None:
    actions.open_case(
        house.awa, programme=house.programme("dla"), opened_on=DAY, organisation=sheet
    )


def last(house: Scene) -> int:
    return JournalHead.objects.get(house_id=house.house.pk).seq


def walk(house: Scene, dice: random.Random) -> list[tuple[int, set[int], dict[int, int]]]:
    """After each step: position of the journal, structures with a case, who was merged where."""
    sheets = [structure(house, f"Fiche {number}") for number in range(6)]
    parents: dict[int, int] = {}
    opened: set[int] = set()
    told = []
    for _ in range(14):
        free = [sheet for sheet in sheets if sheet.pk not in parents]
        act = dice.choice(["case", "case", "merge", "merge", "part"])
        if act == "case":
            sheet = dice.choice(free)
            open_for(house, sheet)
            opened.add(sheet.pk)
        elif act == "merge" and len(free) > 1:
            merged, kept = dice.sample(free, 2)
            merge_organisation(house.fabien, kept=kept, merged=merged, reason="doublon")
            parents[merged.pk] = kept.pk
        elif act == "part" and parents:
            child = dice.choice(sorted(parents))
            sheet = Organisation.objects.get(pk=child)
            unmerge_organisation(house.fabien, merged=sheet, reason="erreur")
            del parents[child]
        told.append((last(house), set(opened), dict(parents)))
    return told


def root(pk: int, parents: dict[int, int]) -> int:
    return root(parents[pk], parents) if pk in parents else pk


@pytest.mark.parametrize("seed", range(6))
def test_structures_count_at_every_position_as_a_plain_count_does(house: Scene, seed: int) -> None:
    told = walk(house, random.Random(seed))
    assert [value(house, STRUCTURES, Cut.at(seq)) for seq, _, _ in told] == [
        len({root(pk, parents) for pk in opened}) for _, opened, parents in told
    ]
    assert value(house, STRUCTURES) == value(house, STRUCTURES, Cut.at(told[-1][0]))


def test_a_figure_as_known_before_the_merge_does_not_move_and_cases_never_do(house: Scene) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    open_for(house, one)
    open_for(house, two)
    before = Cut.at(last(house))
    assert (value(house, STRUCTURES, before), value(house, CASES, before)) == (2, 2)
    merge_organisation(house.fabien, kept=two, merged=one, reason="doublon")
    assert (value(house, STRUCTURES, before), value(house, STRUCTURES)) == (2, 1)
    assert (value(house, CASES, before), value(house, CASES)) == (2, 2)


def test_figures_of_one_structure_are_those_of_all_its_sheets(house: Scene) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    open_for(house, one)
    open_for(house, two)
    before = Cut.at(last(house))
    merge_organisation(house.fabien, kept=two, merged=one, reason="doublon")
    assert value(house, CASES, organisation=two.pk) == 2
    assert value(house, CASES, before, organisation=two.pk) == 1


def test_another_house_counts_with_its_own_merges(house: Scene) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    open_for(house, one)
    open_for(house, two)
    merge_organisation(house.fabien, kept=two, merged=one, reason="doublon")
    facts = OrganisationMerged.objects.values_list("house_id", flat=True)
    assert set(facts) == {house.house.pk}


def test_a_house_without_merges_asks_once_and_one_with_merges_twice(house: Scene) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    open_for(house, one)
    assert (_queries(house, STRUCTURES), _queries(house, CASES)) == (1, 1)
    merge_organisation(house.fabien, kept=two, merged=one, reason="doublon")
    assert (_queries(house, STRUCTURES), _queries(house, CASES)) == (2, 1)


def test_what_merges_cannot_change_is_asked_as_before(house: Scene) -> None:
    with CaptureQueriesContext(connection) as asked:
        value(house, CASES)
    assert "organisationmerged" not in asked.captured_queries[0]["sql"]


def _queries(house: Scene, indicator: Indicator) -> int:
    with CaptureQueriesContext(connection) as asked:
        value(house, indicator)
    return len(asked)


def test_the_recount_of_the_checks_counts_merged_structures_once(house: Scene) -> None:
    one, other = structure(house, "La Fiche"), structure(house, "La fiche")
    open_for(house, one)
    open_for(house, other)
    merge_organisation(house.fabien, kept=one, merged=other, reason="la même")
    assert recount(STRUCTURES, house.house.pk, 2023, None) == 1
    assert value(house, STRUCTURES) == 1
    assert recount(CASES, house.house.pk, 2023, None) == 2
