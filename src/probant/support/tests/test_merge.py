"""Two sheets of one structure: figures count them as one from then on, and not before."""

import random
from typing import Any

import pytest

from probant.directory.actions import (
    add_position,
    adopt_card,
    create_person,
    merge_organisation,
    unmerge_organisation,
)
from probant.directory.models import Card, MergeMove, Organisation, OrganisationMerged, Position
from probant.directory.moving import what_moves
from probant.journal.integrity import verify
from probant.journal.timeline import last_seq
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.search import index as names
from probant.support import actions
from probant.support.models import Case, CaseOpened
from probant.support.moving import warnings_of
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db
WHY = "saisie deux fois"


@pytest.fixture
def house() -> Scene:
    return scene()


def merge(house: Scene, kept: Organisation, merged: Organisation) -> OrganisationMerged:
    return merge_organisation(house.fabien, kept=kept, merged=merged, reason=WHY)


def test_open_case_goes_on_under_the_kept_sheet_and_facts_keep_their_id(house: Scene) -> None:
    case = case_of(house, "Les Jardins")
    merged, kept = case.organisation, structure(house, "Les Jardins du Val")
    assert merged is not None
    merge(house, kept, merged)
    case.refresh_from_db()
    assert case.organisation == kept
    assert CaseOpened.objects.get().organisation == merged
    phase = house.phase("accueil")
    later = actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=DAY)
    assert later.organisation == kept
    assert verify() == []


def test_lists_and_search_show_the_kept_sheet_alone(house: Scene) -> None:
    merged, kept = structure(house, "Jardins doublon"), structure(house, "Jardins")
    person = create_person(house.awa, family_name="Roux")
    add_position(house.awa, person, merged, title="présidente")
    assert what_moves(house.house.pk, merged) == [("fonctions", 1)]
    merge(house, kept, merged)
    shown = Card.objects.filter(house=house.house).values_list("organisation_id", flat=True)
    assert (merged.pk in shown, kept.pk in shown) == (False, True)
    found = names.find(house.house.pk, "jardins", kinds=["organisation"])
    assert [hit.object_id for hit in found] == [kept.pk]
    assert Position.objects.get().organisation == kept


def test_kept_sheet_takes_over_what_it_did_not_say(house: Scene) -> None:
    merged = structure(house, "Jardins doublon", siret="82345678900017", rna="W212000001")
    kept = structure(house, "Jardins", email="a@exemple.fr")
    merge(house, kept, merged)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.siret, kept.rna, kept.email) == ("82345678900017", "W212000001", "a@exemple.fr")
    assert (merged.siret, merged.rna, merged.merged_into) == ("", "", kept)


def test_undoing_gives_back_what_moved_and_leaves_what_came_since(house: Scene) -> None:
    case = case_of(house, "Jardins doublon")
    merged, kept = case.organisation, structure(house, "Jardins")
    assert merged is not None
    Organisation.objects.filter(pk=merged.pk).update(rna="W212000001")
    merged.refresh_from_db()
    merge(house, kept, merged)
    since = actions.open_case(
        house.awa, programme=house.programme("crdva"), opened_on=DAY, organisation=kept
    )
    unmerge_organisation(house.fabien, merged=merged, reason="deux structures")
    case.refresh_from_db()
    since.refresh_from_db()
    merged.refresh_from_db()
    kept.refresh_from_db()
    assert (case.organisation, since.organisation) == (merged, kept)
    assert (merged.rna, kept.rna, merged.merged_into) == ("W212000001", "", None)
    assert Card.objects.filter(house=house.house, organisation=merged).count() == 1
    assert MergeMove.objects.count() == 0
    found = names.find(house.house.pk, "doublon", kinds=["organisation"])
    assert [hit.object_id for hit in found] == [merged.pk]
    assert verify() == []


def test_a_chain_of_merges_always_points_to_the_last_and_comes_apart_in_order(house: Scene) -> None:
    one, two, three = (structure(house, f"Fiche {number}") for number in (1, 2, 3))
    merge(house, two, one)
    merge(house, three, two)
    assert _standing() == {one.pk: three.pk, two.pk: three.pk}
    unmerge_organisation(house.fabien, merged=two, reason="erreur")
    one.refresh_from_db()
    assert (_standing(), one.merged_into) == ({one.pk: two.pk}, two)
    assert verify() == []


def _standing() -> dict[int, int]:
    return dict(OrganisationMerged.objects.now().values_list("merged_id", "kept_id"))


def test_a_sheet_is_merged_once_and_never_into_itself_nor_into_a_merged_one(house: Scene) -> None:
    one, two, three = (structure(house, f"Fiche {number}") for number in (1, 2, 3))
    merge(house, two, one)
    for kept, merged in ((two, one), (three, one), (one, three), (two, two)):
        with pytest.raises(Refused):
            merge(house, kept, merged)
    assert _standing() == {one.pk: two.pk}


def test_who_may_merge(house: Scene) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    own = Organisation.objects.get(pk=house.house.pk)
    refused: list[tuple[Actor, Organisation, Organisation]] = [
        (house.awa, two, one),  # the team may not, the direction may
        (house.actor("Chloé"), two, one),  # another house's direction
        (house.fabien, two, own),  # a house's own sheet
    ]
    for actor, kept, merged in refused:
        with pytest.raises(Refused):
            merge_organisation(actor, kept=kept, merged=merged, reason=WHY)
    with pytest.raises(Refused, match="pourquoi"):
        merge_organisation(house.fabien, kept=two, merged=one, reason="  ")
    assert OrganisationMerged.objects.count() == 0


def test_a_shared_sheet_is_merged_by_the_platform_in_every_house_that_knows_it(
    house: Scene,
) -> None:
    one, two = structure(house, "Fiche 1"), structure(house, "Fiche 2")
    other = house.other_house.pk
    adopt_card(house.actor("Chloé"), one)
    with pytest.raises(Refused, match="plateforme"):
        merge(house, two, one)
    platform = Actor.system(None, "plateforme")
    merge_organisation(platform, kept=two, merged=one, reason=WHY)
    houses = OrganisationMerged.objects.now().values_list("house_id", flat=True)
    assert sorted(houses) == sorted([house.house.pk, other])
    cards = Card.objects.filter(organisation=two).values_list("house_id", flat=True)
    assert sorted(cards) == sorted([house.house.pk, other])
    assert last_seq(other, "organisation", two.pk) > 0
    assert verify() == []


def test_what_would_be_told_twice_is_said_before(house: Scene) -> None:
    first, second = case_of(house, "Fiche 1"), case_of(house, "Fiche 2")
    for case in (first, second):
        actions.record_jobs(house.awa, case=case, kind="consolidated", headcount=3, occurred_on=DAY)
    assert first.organisation is not None and second.organisation is not None
    jobs, both = warnings_of(house.house.pk, first.organisation.pk, second.organisation.pk)
    assert jobs.startswith("Les emplois consolidés de 2023 sont notés sur les deux fiches")
    assert both.startswith("Un dossier « ")


def random_walk(house: Scene, dice: random.Random) -> list[dict[int, int]]:
    """Cases, merges and partings in any order; what stood after each step, counted by hand."""
    sheets = [structure(house, f"Fiche {number}") for number in range(6)]
    parents: dict[int, int] = {}
    steps: list[dict[int, int]] = []
    for _ in range(12):
        free = [sheet for sheet in sheets if sheet.pk not in parents]
        act = dice.choice(["case", "case", "merge", "part"])
        if act == "case":
            actions.open_case(
                house.awa,
                programme=house.programme("dla"),
                opened_on=DAY,
                organisation=dice.choice(free),
            )
        elif act == "merge" and len(free) > 1:
            merged, kept = dice.sample(free, 2)
            merge(house, kept, merged)
            parents[merged.pk] = kept.pk
        elif act == "part" and parents:
            child = dice.choice(sorted(parents))
            unmerge_organisation(
                house.fabien, merged=Organisation.objects.get(pk=child), reason="erreur"
            )
            del parents[child]
        steps.append(dict(parents))
    return steps


@pytest.mark.parametrize("seed", range(4))
def test_where_sheets_point_is_what_a_walk_by_hand_finds(house: Scene, seed: int) -> None:
    for parents in random_walk(house, random.Random(seed))[-1:]:

        def root(pk: int, parents: dict[int, int] = parents) -> int:
            return root(parents[pk]) if pk in parents else pk

        assert _standing() == {child: root(child) for child in parents}
        rows: Any = Case.objects.exclude(organisation=None).values_list(
            "organisation_id", flat=True
        )
        assert {pk for pk in rows if pk in parents} == set()
    assert verify() == []
