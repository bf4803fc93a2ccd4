"""Structures: created, corrected, taken in by another house; doubles are proposed, not refused."""

import uuid

import pytest

from probant.directory.actions import adopt_card, create_organisation, edit_organisation
from probant.directory.errors import AlreadyInDirectory, AlreadyKnown
from probant.directory.models import Card, House, Organisation
from probant.directory.queries import doubles
from probant.directory.tests.conftest import team
from probant.journal.errors import AlreadyDone, Stale
from probant.journal.integrity import verify
from probant.journal.timeline import last_seq, timeline
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.search import index as names


def test_a_structure_is_kept_with_its_card_its_place_and_its_name_in_the_index(
    house: House, jardins: Organisation
) -> None:
    card = Card.objects.get(organisation=jardins)
    assert (card.house_id, card.name_key) == (house.pk, "les jardins de l oeuvre")
    assert (jardins.place_name, jardins.place_vintage) == ("Chenôve", 2026)
    assert (jardins.telephone, jardins.email) == ("03 80 12 34 56", "jardins@exemple.fr")
    assert names.find_ids(house.pk, "OEUVRE jardin", kind="organisation") == [jardins.pk]
    assert [moment.verb for moment in timeline(house.pk, "organisation", jardins.pk)] == [
        "directory.create_organisation"
    ]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.BOARD, Role.HOLDER, Role.FUNDER_OFFICER])
def test_only_the_team_adds_a_structure(house: House, role: Role) -> None:
    with pytest.raises(Refused):
        create_organisation(actor=team(house, role), name="X", family="association")


def test_a_form_sent_twice_makes_one_structure(actor: Actor) -> None:
    key = uuid.uuid4()
    made = create_organisation(actor=actor, name="Une", family="association", key=key)
    with pytest.raises(AlreadyDone) as done:
        create_organisation(actor=actor, name="Une", family="association", key=key)
    assert done.value.mentions == (("organisation", made.pk),)
    assert Organisation.objects.filter(name="Une").count() == 1


@pytest.mark.parametrize(
    "identity",
    [{"rna": "W212000123"}, {"siren": "212102313"}, {"siret": "21210231300018"}],
)
def test_an_equal_identifier_is_refused_and_says_whose_it_is(
    actor: Actor, jardins: Organisation, identity: dict[str, str]
) -> None:
    create_organisation(
        actor=actor, name="Ville de Dijon", family="collectivite", siret="21210231300018"
    )
    with pytest.raises(AlreadyKnown) as known:
        create_organisation(actor=actor, name="Autre", family="association", **identity)  # type: ignore[arg-type]
    expected = "Les Jardins de l’Œuvre" if "rna" in identity else "Ville de Dijon"
    assert known.value.name == expected


def test_two_establishments_of_one_legal_unit_are_two_structures(actor: Actor) -> None:
    for siret in ("35600000000048", "35600000049837"):
        create_organisation(actor=actor, name=f"La Poste {siret}", family="entreprise", siret=siret)
    assert Organisation.objects.filter(siren="356000000").count() == 2


@pytest.mark.parametrize(
    ("identity", "because"),
    [
        ({"name": "Autre nom", "email": "jardins@exemple.fr"}, "même courriel"),
        ({"name": "Autre nom", "telephone": "03 80 12 34 56"}, "même téléphone"),
        ({"name": "Association Jardin de l'oeuvre"}, "nom voisin"),
        ({"name": "Autre nom", "rna": "W212000123"}, "même RNA"),
    ],
)
def test_what_may_be_the_same_is_proposed(
    actor: Actor, jardins: Organisation, identity: dict[str, str], because: str
) -> None:
    assert [(one.organisation_id, one.because) for one in doubles(actor, identity)] == [
        (jardins.pk, because)
    ]


def test_nothing_is_proposed_of_another_house_nor_for_another_name(
    actor: Actor, other: House, jardins: Organisation
) -> None:
    assert doubles(actor, {"name": "Théâtre de la Forge"}) == []
    same = {"name": jardins.name, "email": jardins.email}
    assert doubles(team(other), same) == []


def test_a_house_takes_in_a_structure_that_the_instance_knows_once(
    other: House, jardins: Organisation
) -> None:
    adopt_card(team(other), jardins)
    assert names.find_ids(other.pk, "jardins", kind="organisation") == [jardins.pk]
    with pytest.raises(AlreadyInDirectory):
        adopt_card(team(other), jardins)


def test_a_correction_is_told_in_the_journal_and_found_by_its_new_name(
    house: House, actor: Actor, jardins: Organisation
) -> None:
    edit_organisation(actor, jardins, read_at=None, name="Jardins du Val", is_member=True)
    latest = timeline(house.pk, "organisation", jardins.pk)[0]
    assert latest.body == {
        "changes": {
            "name": ["Les Jardins de l’Œuvre", "Jardins du Val"],
            "is_member": [False, True],
        }
    }
    assert names.find_ids(house.pk, "oeuvre", kind="organisation") == []
    assert names.find_ids(house.pk, "val", kind="organisation") == [jardins.pk]
    assert verify() == []


def test_a_correction_that_changes_nothing_leaves_no_entry(
    house: House, actor: Actor, jardins: Organisation
) -> None:
    before = last_seq(house.pk, "organisation", jardins.pk)
    edit_organisation(actor, jardins, read_at=None, name=jardins.name)
    assert last_seq(house.pk, "organisation", jardins.pk) == before


def test_the_second_of_two_editors_is_told(
    house: House, actor: Actor, jardins: Organisation
) -> None:
    seen = last_seq(house.pk, "organisation", jardins.pk)
    edit_organisation(actor, jardins, read_at=seen, name="Premier")
    with pytest.raises(Stale):
        edit_organisation(team(house, Role.OFFICER, 2), jardins, read_at=seen, name="Second")
    assert Card.objects.get(organisation=jardins).name == "Premier"


def test_what_several_houses_know_is_corrected_by_each_on_its_own_card(
    actor: Actor, other: House, jardins: Organisation
) -> None:
    adopt_card(team(other), jardins)
    edit_organisation(team(other), jardins, read_at=None, name="Les Jardins", email="x@y.fr")
    jardins.refresh_from_db()
    assert (jardins.name, jardins.email) == ("Les Jardins de l’Œuvre", "jardins@exemple.fr")
    assert sorted(Card.objects.filter(organisation=jardins).values_list("name", flat=True)) == [
        "Les Jardins",
        "Les Jardins de l’Œuvre",
    ]
