"""The list of people: found, narrowed, exported; literal numbers of queries."""

from typing import Any

import pytest
from django.utils import timezone

from probant.directory.actions import create_person, end_position, erase_person
from probant.directory.models import House, Organisation, Person
from probant.directory.people import PeopleFilters, people, positions_of
from probant.directory.tests.conftest import sign_in
from probant.journal.models import JournalEntry, JournalSeal
from probant.kernel.actor import Actor


@pytest.fixture
def three(actor: Actor, elise: Person, jardins: Organisation) -> dict[str, Person]:
    """One who holds a position, one who held one, one who never did."""
    former = create_person(
        actor, given_name="Bruno", family_name="Roy", organisation=jardins, title="trésorier"
    )
    end_position(actor, former.positions.get(), ends_on=timezone.localdate())
    return {"holds": elise, "held": former, "none": create_person(actor, family_name="Diop")}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (PeopleFilters(), {"holds", "held", "none"}),
        (PeopleFilters(text="boeuf"), {"holds"}),
        (PeopleFilters(position="tenue"), {"holds"}),
        (PeopleFilters(position="passee"), {"held"}),
        (PeopleFilters(position="aucune"), {"none"}),
        (PeopleFilters(title="trésor"), {"held"}),
        (PeopleFilters(title="JARDINS"), {"holds", "held"}),
        (PeopleFilters(title="jardins", position="tenue"), {"holds"}),
        (PeopleFilters(text="nemo"), set()),
    ],
)
def test_the_list_is_narrowed_by_each_word_of_its_sentence(
    actor: Actor, three: dict[str, Person], filters: PeopleFilters, found: set[str]
) -> None:
    shown = {row["id"] for row in people(actor, filters)}
    assert shown == {three[name].pk for name in found}


def test_the_erased_and_those_of_other_houses_are_not_listed(
    actor: Actor, other: House, three: dict[str, Person]
) -> None:
    erase_person(actor, three["holds"], "request")
    assert {row["id"] for row in people(actor, PeopleFilters())} == {
        three["held"].pk,
        three["none"].pk,
    }
    assert list(people(Actor.public(), PeopleFilters())) == []
    assert positions_of(Actor.public(), None) == {}


def test_the_page_asks_as_much_for_one_person_as_for_three(
    house: House, actor: Actor, elise: Person, jardins: Organisation, django_assert_num_queries: Any
) -> None:
    client = sign_in(house)
    client.get("/personnes/")
    with django_assert_num_queries(5):  # who asks (3), people, their positions
        client.get("/personnes/")
    for name in ("Roy", "Diop"):
        create_person(actor, family_name=name, organisation=jardins, title="membre")
    with django_assert_num_queries(5):
        shown = client.get("/personnes/").content.decode()
    assert shown.index("Bœuf") < shown.index("Diop") < shown.index("Roy")
    assert "présidente, Les Jardins de l’Œuvre" in shown


def test_the_file_holds_what_the_list_shows_one_line_a_position(
    house: House, three: dict[str, Person]
) -> None:
    client = sign_in(house)
    file = "/personnes/export/"
    text = client.post(file, {"format": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines() == [
        "Nom;Prénom;Courriel;Téléphone;Fonction;Structure;Depuis",
        "Bœuf;Élise;elise@exemple.fr;06 01 02 03 04;présidente;Les Jardins de l’Œuvre;",
        "Diop;;;;;;",
        "Roy;Bruno;;;;;",
    ]
    narrowed = client.post(file, {"format": "csv", "fonctions": "aucune"}).content.decode()
    assert len(narrowed.splitlines()) == 2
    assert client.post(file, {"format": "xlsx"}).content[:2] == b"PK"


def test_who_took_the_people_away_is_on_record_and_reading_writes_nothing(
    house: House, three: dict[str, Person]
) -> None:
    client = sign_in(house)
    before = JournalSeal.objects.count()
    client.get("/personnes/")
    assert client.get("/personnes/export/").status_code == 405
    answer = client.post("/personnes/export/", {"format": "exe", "fonctions": "aucune"})
    assert (answer.status_code, answer["Location"]) == (302, "/personnes/?fonctions=aucune")
    assert JournalSeal.objects.count() == before
    client.post("/personnes/export/", {"format": "csv"})
    last = JournalEntry.objects.order_by("-at", "-seq")[0]
    assert (last.verb, JournalSeal.objects.count()) == ("directory.export_people", before + 1)


def test_a_person_in_no_structure_is_added_then_corrected(house: House, elise: Person) -> None:
    client = sign_in(house)
    made = client.post("/personnes/nouvelle/", {"given_name": "Awa", "family_name": "Diop"})
    awa = Person.objects.get(family_name="Diop")
    assert made["Location"] == f"/personnes/{awa.pk}/"
    given = {"given_name": "Awa", "family_name": "Diop-Roy", "telephone": "03 80"}
    wrong = client.post(f"/personnes/{awa.pk}/modifier/", given)
    assert wrong.status_code == 422
    client.post(f"/personnes/{awa.pk}/modifier/", {**given, "telephone": "0380 00 00 00"})
    awa.refresh_from_db()
    assert (str(awa), awa.telephone) == ("Awa Diop-Roy", "03 80 00 00 00")
