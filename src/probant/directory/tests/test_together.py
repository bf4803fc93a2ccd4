"""Structures and people that are ticked in their lists: sorted, exported, taken back."""

import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from probant.directory.actions import create_organisation, create_person
from probant.directory.branches import catalogue
from probant.directory.models import Card, House
from probant.directory.tests.conftest import sign_in, team
from probant.journal.models import JournalEntry
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db

HERE, PEOPLE = "/annuaire/ensemble/", "/personnes/ensemble/"
NAMES = ("Le Fil", "Les Jardins", "Paniers & Cie")


@pytest.fixture
def browser(house: House) -> Client:
    return sign_in(house, Role.OFFICER)


@pytest.fixture
def cards(house: House) -> list[Card]:
    for name in NAMES:
        create_organisation(actor=team(house), name=name, family="association")
    return list(Card.objects.filter(house=house, name__in=NAMES).order_by("name_key"))


def settle(browser: Client, act: str, cards: list[Card], **typed: Any) -> str:
    given = {"acte": act, "choix": [card.pk for card in cards], "valider": "1", **typed}
    answer = browser.post(HERE, {"cle": str(uuid.uuid4()), **given})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def undo(browser: Client, page: str) -> None:
    token = re.findall(r'name="jeton" value="([^"]+)"', page)[0]
    assert browser.post(f"{HERE}defaire/", {"jeton": token}).status_code == 302


def values(cards: list[Card], column: str) -> list[Any]:
    for card in cards:
        card.refresh_from_db()
    return [getattr(card, column) for card in cards]


def test_structures_are_put_in_a_branch_and_back(browser: Client, cards: list[Card]) -> None:
    code = next(iter(catalogue()))
    page = settle(browser, "filiere", cards[:2], branch=code)
    assert values(cards, "branch") == [code, code, ""]
    assert "C’est fait pour 2\u00a0structures." in page
    undo(browser, page)
    assert values(cards, "branch") == ["", "", ""]


def test_structures_join_the_network_and_those_in_it_are_told(
    browser: Client, cards: list[Card]
) -> None:
    settle(browser, "reseau", cards[:1], is_member="oui")
    entries = JournalEntry.objects.count()
    page = settle(browser, "reseau", cards, is_member="oui")
    assert values(cards, "is_member") == [True, True, True]
    assert JournalEntry.objects.count() == entries + 2
    assert 'Déjà ainsi <span class="quiet">1</span>' in page
    undo(browser, page)
    assert values(cards, "is_member") == [True, False, False]


def test_ticked_structures_are_exported(browser: Client, cards: list[Card]) -> None:
    chosen = [cards[0].pk, cards[2].pk]
    answer = browser.post(HERE, {"acte": "exporter-csv", "choix": chosen})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == ["Le Fil", "Paniers & Cie"]
    assert browser.post(HERE, {"acte": "exporter-xlsx", "choix": chosen}).content[:2] == b"PK"


def test_structures_of_another_house_are_not_touched(
    browser: Client, other: House, cards: list[Card]
) -> None:
    create_organisation(actor=team(other), name="Ailleurs", family="association")
    theirs = Card.objects.get(house=other, name="Ailleurs")
    page = settle(browser, "reseau", [theirs], is_member="oui")
    assert "Rien n’a été changé." in page
    assert values([theirs], "is_member") == [False]


def test_ticked_people_are_exported_and_it_is_on_record(house: House, browser: Client) -> None:
    people = [
        create_person(team(house), given_name=name, family_name="Bœuf") for name in ("Ana", "Léo")
    ]
    answer = browser.post(PEOPLE, {"acte": "exporter-csv", "choix": [people[1].pk]})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[:2] for line in lines[1:]] == [["Bœuf", "Léo"]]
    assert JournalEntry.objects.latest("seq").verb == "directory.export_people"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BOARD])
def test_boxes_are_for_those_who_write(house: House, cards: list[Card], role: Role) -> None:
    page = sign_in(house, role).get("/annuaire/").content.decode()
    assert len(re.findall('name="choix"', page)) == (4 if role is Role.OFFICER else 0)
