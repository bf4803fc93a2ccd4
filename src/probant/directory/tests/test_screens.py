"""The pages of the directory: what they show, what they cost, what they keep when they refuse."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probant.directory.actions import (
    agree_to_naming,
    create_organisation,
    create_person,
    edit_organisation,
)
from probant.directory.models import Card, House, NamingAgreement, Organisation, Person
from probant.directory.tests.conftest import DAY, sign_in, team
from probant.journal.timeline import last_seq
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

NEW = {"name": "Atelier Vélo", "family": "association", "theme": "autre", "place": "Talant"}


@pytest.fixture
def client(house: House) -> Client:
    return sign_in(house)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(response: Any) -> list[str]:
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', body)


def queries_of(client: Client, path: str) -> int:
    client.get(path)  # what a process reads once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


# --- what the pages cost


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/annuaire/", 4),
        ("/annuaire/?q=atelier", 5),
        ("/annuaire/?commune=Dijon&famille=association", 5),
        ("/recherche/?q=atelier", 4),
    ],
)
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(
    client: Client, actor: Actor, path: str, count: int
) -> None:
    for number, expected in ((1, count), (3, count)):
        while Card.objects.filter(name__startswith="Atelier").count() < number:
            create_organisation(
                actor=actor,
                name=f"Atelier {uuid.uuid4().hex}",
                family="association",
                place_code="21231",
            )
        assert queries_of(client, path) == expected


def test_a_sheet_asks_as_many_questions_for_three_people_as_for_one(
    client: Client, actor: Actor, elise: Person, jardins: Organisation, other: House
) -> None:
    agree_to_naming(actor, jardins, other.organisation, agreed_on=DAY)
    path = f"/annuaire/{jardins.pk}/"
    counts = [queries_of(client, path)]
    for name in ("Awa", "Ben"):
        create_person(actor, family_name=name, organisation=jardins, title="trésorière")
    counts.append(queries_of(client, path))
    assert counts == [13, 13]


# --- the list


def test_the_list_is_the_house_s_own_in_order_of_name_without_accents(
    client: Client, actor: Actor, other: House
) -> None:
    for name in ("Zèbre", "école", "Abeille"):
        create_organisation(actor=actor, name=name, family="association")
    create_organisation(actor=team(other), name="Voisin caché", family="association")
    assert rows_of(client.get("/annuaire/")) == ["Abeille", "école", "Maison", "Zèbre"]
    assert rows_of(client.get("/annuaire/?tri=-name")) == ["Zèbre", "Maison", "école", "Abeille"]


def test_the_list_says_more_than_a_hundred_instead_of_counting(
    client: Client, actor: Actor
) -> None:
    for number in range(101):
        create_organisation(actor=actor, name=f"Structure {number:03}", family="association")
    first = client.get("/annuaire/")
    assert (len(rows_of(first)), "plus de 100 structures" in text_of(first)) == (100, True)
    href = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())[0]
    assert rows_of(client.get("/annuaire/" + href.replace("&amp;", "&"))) == [
        "Structure 099",
        "Structure 100",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=OEUVRE", ["Les Jardins de l’Œuvre"]),
        ("q=w212000123", ["Les Jardins de l’Œuvre"]),
        ("commune=chenove", ["Les Jardins de l’Œuvre"]),
        ("commune=21166", ["Les Jardins de l’Œuvre"]),
        ("commune=Dijon+Métropole", ["Les Jardins de l’Œuvre", "Maison"]),
        ("commune=Beaune", []),
        ("commune=Atlantide", []),
        ("famille=mutuelle", []),
        ("famille=n'importe quoi", ["Les Jardins de l’Œuvre", "Maison"]),
        ("membres=oui", []),
        ("q=jardins&commune=Dijon", []),
        ("apres=illisible", ["Les Jardins de l’Œuvre", "Maison"]),
    ],
)
def test_the_list_is_narrowed_by_words(
    client: Client, jardins: Organisation, query: str, found: list[str]
) -> None:
    assert rows_of(client.get(f"/annuaire/?{query}")) == found


def test_an_empty_answer_says_what_to_try(client: Client) -> None:
    assert "Aucune structure ne répond" in text_of(client.get("/annuaire/?q=zzz"))


# --- a sheet


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.OFFICER, True), (Role.BOARD, False), (Role.VOLUNTEER, False)]
)
def test_people_and_working_notes_are_for_the_team(
    house: House, jardins: Organisation, elise: Person, role: Role, sees: bool
) -> None:
    shown = text_of(sign_in(house, role).get(f"/annuaire/{jardins.pk}/"))
    assert "Les Jardins de l’Œuvre" in shown
    assert [word in shown for word in ("Bœuf", "Structure ajoutée")] == [sees, sees]


# --- forms


def test_enter_in_a_field_adds_the_structure_rather_than_asks_the_registers(
    client: Client,
) -> None:
    page = client.get("/annuaire/nouvelle/").content.decode()
    form = page[page.index('<form class="form"') :]
    first = re.search(r"<button([^>]*)>", form)
    assert first is not None and "name=" not in first[1] and 'tabindex="-1"' in first[1]
    assert form.index(first[0]) < form.index('name="remplir"')


def test_a_structure_is_added_and_found(client: Client, house: House) -> None:
    response = client.post("/annuaire/nouvelle/", NEW)
    made = Organisation.objects.get(name="Atelier Vélo")
    assert (response.status_code, response["Location"]) == (302, f"/annuaire/{made.pk}/")
    assert (made.place_code, made.place_vintage) == ("21617", 2026)
    assert rows_of(client.get("/annuaire/?q=velo")) == ["Atelier Vélo"]


def test_a_form_sent_twice_leads_to_what_the_first_made(client: Client) -> None:
    given = {**NEW, "cle": str(uuid.uuid4())}
    first, second = (
        client.post("/annuaire/nouvelle/", {**given, "distincte": "oui"}) for _ in range(2)
    )
    assert second["Location"] == first["Location"]
    assert Organisation.objects.filter(name="Atelier Vélo").count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Donnez le nom de la structure."),
        ({"family": ""}, "Choisissez la famille juridique."),
        ({"place": "Chenauve"}, "Vouliez-vous dire « Chenôve »"),
        ({"place": "21240"}, "Plusieurs communes répondent"),
        ({"place": "99999"}, "Aucune commune"),
        ({"siren": "123456789"}, "clé de contrôle fausse"),
        ({"siren": "12"}, "SIREN"),
        ({"rna": "W12"}, "lettre W suivie de neuf chiffres"),
        ({"telephone": "0380"}, "dix chiffres"),
        ({"email": "pas une adresse"}, "Écrivez un courriel complet"),
        ({"postcode": "21"}, "cinq chiffres"),
        ({"website": "pas un site"}, "Écrivez l’adresse du site"),
        ({"name": "x" * 201}, "200"),
        ({"name": "a\x00b"}, "nul"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, wrong: dict[str, str], told: str
) -> None:
    response = client.post("/annuaire/nouvelle/", {**NEW, "address": "3 rue des Forges", **wrong})
    page = response.content.decode()
    assert response.status_code == 422
    assert told in text_of(response)
    assert 'value="3 rue des Forges"' in page
    assert Organisation.objects.filter(address="3 rue des Forges").count() == 0


def test_a_commune_of_another_department_keeps_its_name(client: Client) -> None:
    client.post("/annuaire/nouvelle/", {**NEW, "place": "Besançon", "postcode": "25000"})
    made = Organisation.objects.get(name="Atelier Vélo")
    assert (made.place_name, made.place_code) == ("Besançon", "")


def test_what_may_be_the_same_is_shown_before_anything_is_written(
    client: Client, jardins: Organisation
) -> None:
    given = {**NEW, "name": "Association des Jardins de l'oeuvre"}
    response = client.post("/annuaire/nouvelle/", given)
    assert response.status_code == 422
    assert "N’est-ce pas l’une de celles-ci" in text_of(response)
    assert f'href="/annuaire/{jardins.pk}/"' in response.content.decode()
    assert client.post("/annuaire/nouvelle/", {**given, "distincte": "oui"}).status_code == 302


def test_a_structure_that_another_house_knows_is_taken_in_by_its_number(
    client: Client, house: House, other: House
) -> None:
    known = create_organisation(
        actor=team(other), name="Connue", family="association", rna="W212009999"
    )
    response = client.post("/annuaire/nouvelle/", {**NEW, "rna": "W212009999"})
    assert f'action="/annuaire/{known.pk}/adopter/"' in response.content.decode()
    client.post(f"/annuaire/{known.pk}/adopter/")
    assert Card.objects.filter(house=house, organisation=known).count() == 1


def test_a_structure_without_a_public_number_is_not_taken_in(client: Client, other: House) -> None:
    hidden = create_organisation(actor=team(other), name="Cachée", family="projet")
    assert client.post(f"/annuaire/{hidden.pk}/adopter/").status_code == 404


def test_the_second_of_two_editors_sees_what_changed_and_keeps_what_was_typed(
    client: Client, house: House, actor: Actor, jardins: Organisation
) -> None:
    path = f"/annuaire/{jardins.pk}/modifier/"
    seen = last_seq(house.pk, "organisation", jardins.pk)
    edit_organisation(team(house, Role.OFFICER, 99), jardins, read_at=seen, name="Premier")
    given = {**NEW, "name": "Second", "lu_a": str(seen), "cle": str(uuid.uuid4())}
    refused = client.post(path, given)
    assert refused.status_code == 422
    assert "Fiche corrigée" in text_of(refused)
    page = refused.content.decode()
    assert 'value="Second"' in page
    again = re.findall(r'name="lu_a" value="(\d+)"', page)[0]
    assert client.post(path, {**given, "lu_a": again}).status_code == 302
    assert Card.objects.get(organisation=jardins).name == "Second"


def test_an_agreement_is_noted_and_taken_back(
    client: Client, actor: Actor, jardins: Organisation
) -> None:
    funder = create_organisation(actor=actor, name="Ville", family="collectivite")
    path = f"/annuaire/{jardins.pk}/accords/"
    client.post(path, {"funder": funder.pk, "agreed_on": "14 décembre 2023"})
    assert NamingAgreement.objects.standing().filter(funder=funder).count() == 1
    client.post(f"{path}{funder.pk}/retrait/")
    assert NamingAgreement.objects.standing().count() == 0
    shown = text_of(client.get(f"/annuaire/{jardins.pk}/"))
    assert "accord retiré le" in shown


def test_an_agreement_to_come_is_refused_beside_its_day(
    client: Client, actor: Actor, jardins: Organisation
) -> None:
    funder = create_organisation(actor=actor, name="Ville", family="collectivite")
    said = {"funder": funder.pk, "agreed_on": "14/12/2198"}
    answer = client.post(f"/annuaire/{jardins.pk}/accords/", said)
    page = answer.content.decode()
    beside = re.search(r'id="id_agreed_on_error">(.*?)</div>', page, re.DOTALL)
    assert (answer.status_code, 'value="14/12/2198"' in page) == (422, True)
    assert beside is not None and "dans l&#x27;avenir" in beside[1]
    assert not NamingAgreement.objects.exists()


def test_a_person_is_added_then_erased_with_its_consequences_explained(
    client: Client, jardins: Organisation
) -> None:
    client.post(
        f"/annuaire/{jardins.pk}/personnes/",
        {"family_name": "Bœuf", "title": "présidente", "telephone": "06 01 02 03 04"},
    )
    person = Person.objects.get(family_name="Bœuf")
    explained = text_of(client.get(f"/personnes/{person.pk}/effacer/"))
    assert "Aucun chiffre ne bouge" in explained
    assert client.post(f"/personnes/{person.pk}/effacer/", {}).status_code == 422
    client.post(f"/personnes/{person.pk}/effacer/", {"reason": "request"})
    assert "personne effacée" in text_of(client.get(f"/personnes/{person.pk}/"))


# --- the search page


def test_the_search_finds_names_and_things_to_do(client: Client, elise: Person) -> None:
    shown = text_of(client.get("/recherche/?q=boeuf"))
    assert "Élise Bœuf" in shown
    assert "Ajouter une structure" in text_of(client.get("/recherche/?q=nouvelle+struct"))
    assert "Rien ne répond" in text_of(client.get("/recherche/?q=zzzz"))


def test_the_search_answers_as_one_types_with_a_fragment_of_the_page(
    client: Client, elise: Person
) -> None:
    answer = client.get("/recherche/?q=boeuf", headers={"HX-Request": "true"})
    shown = text_of(answer)
    assert "Élise Bœuf" in shown
    assert "<html" not in shown
    assert "HX-Request" in answer["Vary"]
    assert "Rien ne répond" in text_of(
        client.get("/recherche/?q=zzzz", headers={"HX-Request": "true"})
    )


def test_nothing_typed_gives_an_empty_fragment(client: Client, elise: Person) -> None:
    answer = client.get("/recherche/?q=", headers={"HX-Request": "true"})
    assert text_of(answer).strip() == ""


def test_the_search_shows_people_to_the_team_only(house: House, elise: Person) -> None:
    shown = text_of(sign_in(house, Role.BOARD).get("/recherche/?q=boeuf"))
    assert "Élise" not in shown
    assert "Ajouter une structure" not in shown
