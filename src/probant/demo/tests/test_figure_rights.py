"""Who reads which figures: rights choose columns, names and links, never what is counted."""

import datetime
import re

import pytest
from django.test import Client

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.demo.tests.visitors import signed_in
from probant.directory.actions import agree_to_naming, create_organisation, withdraw_naming
from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action

pytestmark = pytest.mark.django_db

WELCOMED = "/chiffres/dla.organisations_welcomed/"
PROJECTS = "/chiffres/creation.projects_welcomed/"
YEAR = "?annee=2023"


@pytest.fixture
def action(demonstration: House) -> Action:
    """The action of the CPOM that the DLA falls under."""
    return Action.objects.get(house=demonstration, programmes__official_code="dla")


@pytest.fixture
def metropole() -> Organisation:
    return User.objects.get(email="metropole@demo.probant.fr").memberships.get().organisation


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def value(page: str) -> str:
    return re.findall(r'figure--large.*?figure__value">([^<]*)<', page)[0]


def rows(page: str) -> list[str]:
    """The rows of the list of proof, as HTML."""
    table = page.partition('id="table-preuve"')[2].partition("</table>")[0]
    return re.findall(r"<tr[ >].*?</tr>", table.partition("<tbody>")[2], re.DOTALL)


@pytest.mark.parametrize("key", ["direction", "accompagnement", "assistance", "administration"])
def test_team_and_board_read_names_and_open_the_cases(key: str, demonstration: House) -> None:
    page = shown(signed_in(key), WELCOMED + YEAR)
    assert value(page) == "28"
    assert len(rows(page)) == 28
    assert [row for row in rows(page) if "/dossiers/" not in row] == []
    assert "Les Jardins d&#x27;Ortie (fictive)" in page
    assert "fiche réservée" not in page


def test_a_project_not_yet_born_is_known_by_its_title(demonstration: House) -> None:
    page = shown(signed_in("direction"), PROJECTS + YEAR)
    assert value(page) == "56"
    assert [row for row in rows(page) if "(projet fictif)" not in row] == []


@pytest.mark.parametrize("address", [WELCOMED, PROJECTS])
def test_a_volunteer_reads_the_same_figure_without_names_or_links(
    address: str, demonstration: House
) -> None:
    whole, page = (shown(signed_in(key), address + YEAR) for key in ("direction", "benevole"))
    assert (value(page), len(rows(page))) == (value(whole), len(rows(whole)))
    told = "".join(rows(page))
    assert "<a " not in told
    assert "fictive" not in told
    assert "fictif" not in told
    assert "Camille Mission" not in page.partition("data-proof-of")[2]


def test_a_volunteer_sees_a_reserved_sheet_in_place_of_a_structure(demonstration: House) -> None:
    page = shown(signed_in("benevole"), WELCOMED + YEAR)
    assert [row.count("fiche réservée") for row in rows(page)] == [1] * 28


@pytest.mark.parametrize("key", ["metropole", "finances", "elu"])
def test_a_funder_reads_a_figure_through_the_action_it_funds(key: str, action: Action) -> None:
    page = shown(signed_in(key), f"{WELCOMED}{YEAR}&action={action.pk}")
    assert value(page) == "28"
    assert len(rows(page)) == 28
    heads = re.findall(r"<th scope=\"col\".*?</th>", page.partition("<tbody>")[0], re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", head) for head in heads] == [
        "Date",
        "Structure",
        "Commune ou territoire",
        "Famille juridique",
        "Domaine",
        "Connu le",
    ]
    told = "".join(rows(page))
    assert told.count("fiche réservée") == 28
    assert "Chenôve" in told and "association" in told and "réemploi et déchets" in told
    assert "<a " not in told
    moves = page.partition('id="mouvements"')[2]
    assert "/dossiers/" not in page and "fictive" not in page
    assert "Camille" not in moves


def test_a_structure_is_named_to_the_funder_it_agreed_to_and_no_longer_once_withdrawn(
    action: Action, metropole: Organisation, demonstration: House
) -> None:
    team = Actor.system(demonstration.pk, "essai", roles=TEAM)
    garden = Organisation.objects.get(name="Les Jardins d'Ortie (fictive)")
    address = f"{WELCOMED}{YEAR}&action={action.pk}"
    agree_to_naming(team, garden, metropole, agreed_on=datetime.date(2024, 1, 8))

    agreed = shown(signed_in("metropole"), address)
    assert (value(agreed), len(rows(agreed))) == ("28", 28)
    named = [row for row in rows(agreed) if "fiche réservée" not in row]
    assert len(named) == 1
    assert "Les Jardins d&#x27;Ortie" in named[0]
    assert "<a " not in named[0]

    withdraw_naming(team, garden, metropole)
    hidden = shown(signed_in("metropole"), address)
    assert (value(hidden), len(rows(hidden))) == ("28", 28)
    assert [row for row in rows(hidden) if "fiche réservée" not in row] == []


def test_an_agreement_with_one_funder_names_to_no_other(
    action: Action, demonstration: House
) -> None:
    team = Actor.system(demonstration.pk, "essai", roles=TEAM)
    garden = Organisation.objects.get(name="Les Jardins d'Ortie (fictive)")
    ville = House.objects.get(runs_programmes=False).organisation
    agree_to_naming(team, garden, ville, agreed_on=datetime.date(2024, 1, 8))
    page = shown(signed_in("metropole"), f"{WELCOMED}{YEAR}&action={action.pk}")
    assert "Ortie" not in page


def test_a_funder_without_an_action_or_beyond_its_scope_finds_nothing(action: Action) -> None:
    client = signed_in("metropole")
    other = Action.objects.create(house=action.house, name="Hors convention")
    for address in (
        WELCOMED + YEAR,
        "/chiffres/",
        f"{WELCOMED}{YEAR}&action={other.pk}",
        f"{WELCOMED}{YEAR}&action=999",
        f"{WELCOMED}{YEAR}&action=abc",
        f"{WELCOMED}{YEAR}&action={'9' * 40}",
        f"{PROJECTS}{YEAR}&action={action.pk}",  # creation is not what this action is about
    ):
        assert client.get(address).status_code == 404, address


def test_a_funder_of_something_else_finds_nothing(action: Action, demonstration: House) -> None:
    founder = Actor.system(None, "essai", may_declare=True)
    team = Actor.system(demonstration.pk, "essai", roles=TEAM)
    region = create_organisation(actor=team, name="Région d'essai", family="collectivite")
    user = open_account(
        Actor.system(demonstration.pk, "essai", roles={Role.DIRECTION}),
        email="region@essai.fr",
        name="Rim Région",
        organisation=region,
        role=Role.FUNDER_OFFICER,
    )
    client = Client()
    client.force_login(user)
    assert founder.house_id is None
    assert client.get(f"{WELCOMED}{YEAR}&action={action.pk}").status_code == 404


@pytest.mark.parametrize("key", ["structure", "cress", "plateforme"])
def test_holder_network_and_platform_find_no_figure(key: str, action: Action) -> None:
    client = signed_in(key)
    for address in ("/chiffres/", WELCOMED + YEAR, f"{WELCOMED}{YEAR}&action={action.pk}"):
        assert client.get(address).status_code == 404


def test_a_stranger_is_sent_to_sign_in(demonstration: House) -> None:
    answer = Client().get(WELCOMED + YEAR)
    assert answer.status_code == 302
    assert "connexion" in answer["Location"]


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("direction", 200),
        ("administration", 200),
        ("benevole", 404),
        ("structure", 404),
        ("metropole", 404),
    ],
)
def test_who_may_take_a_list_away(key: str, status: int, demonstration: House) -> None:
    answer = signed_in(key).post(WELCOMED + "export/", {"annee": "2023", "format": "csv"})
    assert answer.status_code == status


def test_a_funder_takes_away_what_it_sees_and_no_name(action: Action) -> None:
    answer = signed_in("metropole").post(
        WELCOMED + "export/", {"annee": "2023", "format": "csv", "action": action.pk}
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 29
    assert lines[0] == (
        "Date;Structure;Commune ou territoire;Famille juridique;Domaine;Connu le;Date déclarée"
    )
    assert "fictive" not in "".join(lines)
