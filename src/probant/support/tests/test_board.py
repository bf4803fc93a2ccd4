"""The board of a programme: cases stand in the column of their phase and move by an act."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.support import actions
from probant.support.models import Case, PhaseReached
from probant.support.queries.board import columns_of
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PAGE = "/dossiers/par-etape/"


@pytest.fixture
def house() -> Scene:
    return scene()


def at(house: Scene, name: str, phase: str, *, since: int = 0) -> Case:
    day = TODAY - datetime.timedelta(days=since)
    case = case_of(house, name, opened_on=day, referent=house.users["Awa"])
    actions.reach_phase(house.awa, case=case, phase=house.phase(phase), occurred_on=day)
    return case


def told(house: Scene, **query: str) -> dict[str, list[str]]:
    found = columns_of(house.awa, house.programme(), query, TODAY)
    return {column.word: [card.name for card in column.cards] for column in found}


def read(client: Client, house: Scene, name: str = "Awa", **query: str) -> str:
    client.force_login(house.users[name])
    return html.unescape(client.get(PAGE, query).content.decode())


def test_open_cases_stand_in_the_column_of_their_phase(house: Scene) -> None:
    at(house, "Au diagnostic", "diagnostic")
    at(house, "Là depuis longtemps", "diagnostic", since=30)
    case_of(house, "Tout neuf", opened_on=TODAY)
    closed = at(house, "Clos", "accueil")
    actions.close_case(house.awa, case=closed, outcome="done", closed_on=TODAY)
    case_of(house, "D’un autre programme", programme="crdva", opened_on=TODAY)
    assert told(house) == {
        "sans": ["Tout neuf"],
        "accueil": [],
        "diagnostic": ["Là depuis longtemps", "Au diagnostic"],
        "parcours": [],
        "accompagnement": [],
        "suivi": [],
    }


def test_only_those_of_a_referent_are_left(house: Scene) -> None:
    at(house, "À Awa", "accueil")
    other = at(house, "À Fabien", "accueil")
    actions.edit_case(house.awa, case=other, project_title="", referent=house.users["Fabien"])
    assert told(house, referent="moi")["accueil"] == ["À Awa"]
    assert told(house, referent=str(house.users["Fabien"].pk))["accueil"] == ["À Fabien"]


def test_case_in_its_phase_for_too_long_is_marked(house: Scene) -> None:
    case = at(house, "Traîne", "accueil", since=40)
    at(house, "Vient d’arriver", "accueil")
    laid = case.version.phases.get(phase=house.phase("accueil"))  # type: ignore[union-attr]
    laid.usual_days = 30
    laid.save()
    column = columns_of(house.awa, house.programme(), {}, TODAY)[0]
    ten = TODAY - datetime.timedelta(days=10)
    assert [(card.name, card.late_since) for card in column.cards] == [
        ("Traîne", ten),
        ("Vient d’arriver", None),
    ]


def test_moving_a_card_is_noting_the_phase_and_comes_back_to_the_board(
    client: Client, house: Scene
) -> None:
    case = at(house, "Avance", "accueil", since=3)
    following = house.phase("diagnostic")
    page = read(client, house)
    address = f"/dossiers/{case.pk}/etape/?depuis=par-etape&etape={following.pk}"
    assert re.findall(r'href="([^"]+)">Franchir', page) == [address]
    form = client.get(address).content.decode()
    checked = re.findall(r'<input type="radio" name="phase" value="(\d+)"[^>]* checked', form)
    assert checked == [str(following.pk)]
    typed = {"phase": following.pk, "occurred_on": f"{TODAY:%d/%m/%Y}"}
    answer = client.post(address, typed)
    assert answer.headers["Location"] == f"{PAGE}?programme=dla"
    assert PhaseReached.objects.now().filter(case=case, phase=following).count() == 1
    assert told(house)["diagnostic"] == ["Avance"]


def test_phone_shows_the_phase_asked_for_else_the_first_with_a_case(
    client: Client, house: Scene
) -> None:
    at(house, "Au diagnostic", "diagnostic")
    shown = [
        re.findall(r'is-open" aria-labelledby="etape-(\w+)"', read(client, house, **query))
        for query in ({}, {"etape": "parcours"}, {"etape": "zzz"})
    ]
    assert shown == [["diagnostic"], ["parcours"], ["diagnostic"]]


def test_board_members_look_and_do_not_move(client: Client, house: Scene) -> None:
    at(house, "Au diagnostic", "diagnostic")
    page = read(client, house, "Michel")
    assert ("Au diagnostic" in page, "Franchir" in page, "data-card" in page) == (
        True,
        False,
        False,
    )


def test_count_of_a_column_opens_the_list_of_these_cases(client: Client, house: Scene) -> None:
    for number in range(3):
        at(house, f"Structure {number}", "diagnostic")
    at(house, "Ailleurs", "accueil")
    page = read(client, house, programme="dla")
    address = re.findall(r'<a class="figure-link" href="([^"]+)">3</a>', page)[0]
    listed = client.get(address).content.decode()
    assert re.findall(r'name="choix"', listed) == ['name="choix"'] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_board_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        at(house, f"Structure {number}", "diagnostic")
    read(client, house)
    # session, user, memberships; programmes and their phases; the version's phases, usual delays,
    # cases; referents
    with django_assert_num_queries(9):
        page = client.get(PAGE).content.decode()
    assert page.count('class="board__card"') == count
