"""What is proposed while a name or a number is typed, before a double is written."""

import pytest

from probant.directory.actions import create_organisation, create_person, erase_person
from probant.directory.likely import likely_organisations, likely_people
from probant.directory.models import House, Organisation, Person
from probant.directory.tests.conftest import sign_in
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE, Role


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": "jardins oeuvre"}, "même nom"),
        ({"name": "Asso. Les Jardin de l'Oeuvre"}, "nom voisin"),
        ({"name": "les jar"}, "nom"),
        ({"rna": "w212 000 123"}, "même RNA"),
        ({"email": "JARDINS@exemple.fr "}, "même courriel"),
        ({"telephone": "+33 3 80 12 34 56"}, "même téléphone"),
        ({"siren": "24210041000016"}, "même SIREN"),
        ({"siren": "242 100 410"}, "même SIREN"),
    ],
)
def test_a_structure_is_proposed_by_whatever_is_typed(
    actor: Actor, jardins: Organisation, given: dict[str, str], why: str
) -> None:
    Organisation.objects.filter(pk=jardins.pk).update(siren="242100410")
    found = likely_organisations(actor.house, **given)  # type: ignore[arg-type]
    assert [(one.id, one.label, one.why) for one in found] == [
        (jardins.pk, "Les Jardins de l’Œuvre", why)
    ]


@pytest.mark.parametrize(
    "given",
    [{}, {"name": "le"}, {"siren": "242 100"}, {"email": "jardins@"}, {"telephone": "03 80"}],
)
def test_what_is_only_begun_proposes_nothing(
    actor: Actor, jardins: Organisation, given: dict[str, str]
) -> None:
    assert likely_organisations(actor.house, **given) == []  # type: ignore[arg-type]


def test_a_number_weighs_more_than_a_name(actor: Actor, jardins: Organisation) -> None:
    other = create_organisation(
        actor=actor,
        name="Les Jardins de l’Œuvre et du Lac",
        family="association",
        siren="242100410",
    )
    found = likely_organisations(actor.house, name="Les Jardins de l’Œuvre", siren="242100410")
    assert [(one.id, one.score) for one in found] == [(other.pk, 100.0), (jardins.pk, 94.0)]


def test_the_directory_of_another_house_proposes_nothing(
    other: House, jardins: Organisation
) -> None:
    assert likely_organisations(other.pk, name="Les Jardins", rna="W212000123") == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"family_name": "Boeuf", "given_name": "Elise"}, "même nom"),
        ({"family_name": "Elise", "given_name": "Boeuf"}, "même nom"),
        ({"family_name": "Beuf", "given_name": "Élise"}, "nom voisin"),
        ({"family_name": "boe"}, "nom"),
        ({"email": "Elise@exemple.fr"}, "même courriel"),
        ({"telephone": "0601020304"}, "même téléphone"),
    ],
)
def test_a_person_is_proposed_by_whatever_is_typed(
    actor: Actor, elise: Person, given: dict[str, str], why: str
) -> None:
    found = likely_people(actor.house, **given)  # type: ignore[arg-type]
    assert [(one.id, one.why) for one in found] == [(elise.pk, why)]


def test_an_erased_person_is_proposed_no_more(actor: Actor, elise: Person) -> None:
    erase_person(actor, elise, "request")
    assert likely_people(actor.house, family_name="Bœuf", email="elise@exemple.fr") == []


def test_as_one_types_the_forms_ask_and_are_answered_with_links(
    house: House, jardins: Organisation, elise: Person
) -> None:
    client = sign_in(house)
    shown = client.get("/annuaire/ressemblances/", {"name": "jardins"}).content.decode()
    assert f'href="/annuaire/{jardins.pk}/"' in shown
    chosen = client.get("/annuaire/ressemblances/", {"name": "jardins", "choix": "organisation"})
    assert f'name="organisation" value="{jardins.pk}"' in chosen.content.decode()
    itself = client.get("/annuaire/ressemblances/", {"name": "jardins", "sauf": jardins.pk})
    assert itself.content.decode().strip() == ""
    people = client.get("/personnes/ressemblances/", {"family_name": "bœuf"}).content.decode()
    assert f'href="/personnes/{elise.pk}/"' in people


@pytest.mark.parametrize("role", sorted(HOUSE - {Role.DIRECTION, Role.OFFICER, Role.ASSISTANT}))
def test_who_does_not_write_the_directory_is_not_proposed_its_people(
    house: House, elise: Person, role: Role
) -> None:
    client = sign_in(house, role)
    assert client.get("/personnes/ressemblances/", {"family_name": "bœuf"}).status_code == 404


def test_the_person_form_proposes_before_it_writes(
    house: House, jardins: Organisation, elise: Person
) -> None:
    client = sign_in(house)
    given = {"given_name": "Elise", "family_name": "Boeuf", "title": "trésorière"}
    address = f"/annuaire/{jardins.pk}/personnes/"
    shown = client.post(address, given)
    assert (shown.status_code, Person.objects.count()) == (422, 1)
    assert f'href="/personnes/{elise.pk}/"' in shown.content.decode()
    client.post(address, {**given, "distincte": "oui"})
    assert Person.objects.count() == 2


def test_a_list_as_long_as_one_likes_costs_the_same_number_of_queries(
    actor: Actor, jardins: Organisation, django_assert_num_queries: object
) -> None:
    for number in range(5):
        create_organisation(actor=actor, name=f"Jardins du Lac {number}", family="association")
        create_person(actor, family_name=f"Lac {number}")
    with django_assert_num_queries(5):  # type: ignore[operator]
        likely_organisations(actor.house, name="Jardins du Lac", email="a@exemple.fr")
    with django_assert_num_queries(4):  # type: ignore[operator]
        likely_people(actor.house, family_name="Lac")
