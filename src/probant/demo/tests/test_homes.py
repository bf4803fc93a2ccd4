"""What each role finds after signing in."""

import datetime
import html
import re

import pytest
from django.test import Client

from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.demo.tests.test_figures import NOW
from probant.demo.tests.visitors import signed_in
from probant.directory.models import House
from probant.support.actions import entrust_case
from probant.support.models import Case, Note, PhaseReached, Supporter, Testimony

pytestmark = pytest.mark.django_db


def home(client: Client, query: str = "") -> str:
    answer = client.get("/" + query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def values(page: str) -> dict[str, int]:
    """Code → value of each figure of a page."""
    found = re.findall(r'class="figure" href="/chiffres/([^/]+)/.*?figure__value">(\d+)<', page)
    return {code: int(value) for code, value in found}


@pytest.mark.parametrize("key", ["direction", "accompagnement", "assistance", "administration"])
def test_the_home_of_a_house_shows_the_figures_of_its_last_year(
    key: str, demonstration: House
) -> None:
    page = home(signed_in(key))
    assert values(page) == NOW
    assert "L’année 2023" in page


def test_two_clicks_lead_from_signing_in_to_the_records(demonstration: House) -> None:
    client = signed_in("direction")
    proof = re.findall(r'href="(/chiffres/dla.organisations_welcomed/[^"]*)"', home(client))[0]
    assert proof == "/chiffres/dla.organisations_welcomed/?annee=2023"
    answer = html.unescape(client.get(proof).content.decode())
    case = re.findall(r'href="(/dossiers/\d+/)"', answer.partition('id="table-preuve"')[2])[0]
    assert client.get(case).status_code == 200


def test_a_demonstration_says_that_it_is_one(demonstration: House) -> None:
    page = home(signed_in("direction"))
    assert "Reconstitution de 2023 d’après les documents" in page
    demonstration.is_demonstration = False
    demonstration.save()
    assert "Reconstitution de 2023" not in home(signed_in("direction"))


def test_the_year_is_chosen_in_the_address(demonstration: House) -> None:
    client = signed_in("direction")
    page = home(client, "?annee=2022")
    assert "L’année 2022" in page
    assert "Rien n’est encore noté en 2022" in page
    years = re.findall(r'<a href="\?annee=(\d+)"', page)
    assert years == ["2021", "2022", "2023"]


def test_a_year_that_cannot_be_read_is_said_and_the_last_one_shown(demonstration: House) -> None:
    page = home(signed_in("direction"), "?annee=abc")
    assert "Année «\u00a0abc\u00a0»" in page
    assert "L’année 2023" in page


def test_no_year_to_come_is_offered(demonstration: House) -> None:
    this = datetime.date.today().year
    page = home(signed_in("direction"), f"?annee={this}")
    assert re.findall(r'<a href="\?annee=(\d+)"', page) == [str(this - 1), str(this)]


def test_a_funder_finds_its_conventions_and_nobody_elses(demonstration: House) -> None:
    page = home(signed_in("metropole"))
    titles = re.findall(r'href="(/conventions/\d+/)">([^<]*)', page)
    assert [title for _, title in titles] == [
        "Convention pluriannuelle d'objectifs et de moyens 2023-2025"
    ]
    assert signed_in("metropole").get(titles[0][0]).status_code == 200
    assert "figure__value" not in page


def test_a_structure_finds_its_own_space_without_notes_of_the_team(demonstration: House) -> None:
    client = signed_in("structure")
    assert client.get("/")["Location"] == "/espace/"
    page = html.unescape(client.get("/espace/").content.decode())
    assert "Dispositif local d" in page
    case = Case.objects.get(organisation__name="France Alzheimer 21")
    reached = PhaseReached.objects.now().filter(case=case)
    for day in reached.values_list("occurred_on", flat=True):
        assert day.isoformat() in page
    assert re.findall(r"/dossiers/\d+/", page) == []
    notes = Note.objects.filter(case=case).exclude(audience="holder")
    assert [note.text for note in notes if note.text in page] == []


def test_testimonies_are_shown_where_their_people_allow_it(demonstration: House) -> None:
    usable = Testimony.objects.usable_for
    today = datetime.date.today()
    assert {use: usable(use, on=today).count() for use in ("rapport", "site", "presse")} == {
        "rapport": 2,
        "site": 1,
        "presse": 0,
    }


@pytest.mark.parametrize("key", ["cress", "plateforme"])
def test_who_has_nothing_yet_is_told_what_will_come(key: str, demonstration: House) -> None:
    assert "Rien à vous montrer pour l’instant" in home(signed_in(key))


def entrusted(page: str) -> set[str]:
    own = page.partition("Les dossiers qui vous sont confiés")[2].partition("</section>")[0]
    return set(re.findall(r'href="/dossiers/(\d+)/"', own))


def test_a_volunteer_finds_the_cases_entrusted_and_no_other(demonstration: House) -> None:
    client = signed_in("benevole")
    user = User.objects.get(email="benevole@demo.probant.fr")
    director = User.objects.get(email="direction@demo.probant.fr")
    held = Supporter.objects.filter(user=user, case__state="open")
    before = {str(pk) for pk in held.values_list("case", flat=True)}
    assert len(before) == 2
    assert entrusted(home(client)) == before
    case = (
        Case.objects.filter(house=demonstration, state="open").exclude(pk__in=before).latest("pk")
    )
    entrust_case(actor_of(director.pk), case=case, user=user, starts_on=datetime.date.today())
    page = home(client)
    assert entrusted(page) == {*before, str(case.pk)}
    assert "Noter un accueil" not in page
