"""The map of the structures supported: one set of rows for the map, its table and its file."""

import csv
import datetime
import io
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.directory.models import CommuneCentre
from probant.journal.models import JournalSeal
from probant.support import actions
from probant.support.queries.structures_map import MapFilter, supported
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

PAGE = "/carte/"


@pytest.fixture
def house(db: None) -> Scene:
    return scene()


@pytest.fixture
def page(house: Scene) -> Client:
    client = Client()
    client.force_login(house.users["Awa"])
    return client


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def points(answer: Any) -> list[Any]:
    """Name, number and link of each point, as the script reads them."""
    held = re.search(r'id="points-de-la-carte"[^>]*>(.*?)</script>', text_of(answer))
    found = json.loads(held[1]) if held else []
    return [(one["name"], one["count"], one["href"]) for one in found]


def names(answer: Any) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>(.*?)</a>', text_of(answer))


def three(house: Scene) -> None:
    """Two at Dijon in the DLA, one at Saulieu in creation support; one of them ended in 2022."""
    case_of(house, "Alpha", opened_on=DAY)
    ended = case_of(house, "Beta", opened_on=datetime.date(2022, 2, 1))
    actions.close_case(house.awa, case=ended, outcome="done", closed_on=datetime.date(2022, 9, 1))
    far = structure(house, "Gamma", place_code="21584", branch="culture")
    actions.open_case(
        house.awa, programme=house.programme("creation"), opened_on=DAY, organisation=far
    )


def test_structures_stand_by_commune_with_their_number_most_first(
    page: Client, house: Scene
) -> None:
    three(house)
    case_of(house, "Alpha bis", opened_on=DAY)
    shown = page.get(PAGE)
    dijon, saulieu = f"{PAGE}?territoire=21231", f"{PAGE}?territoire=21584"
    assert points(shown) == [("Dijon", 3, dijon), ("Saulieu", 1, saulieu)]
    assert names(shown) == ["Alpha", "Alpha bis", "Beta", "Gamma"]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"annee": "2022"}, ["Beta"]),
        ({"annee": str(DAY.year)}, ["Alpha", "Gamma"]),
        ({"annee": "2019"}, []),
        ({"programme": "dla"}, ["Alpha", "Beta"]),
        ({"filiere": "culture"}, ["Gamma"]),
        ({"territoire": "21584"}, ["Gamma"]),
        ({"territoire": "242100410"}, ["Alpha", "Beta"]),
        ({"territoire": "D21"}, ["Alpha", "Beta", "Gamma"]),
        ({"territoire": "242100410", "annee": "2022"}, ["Beta"]),
        ({"annee": "x", "programme": "<>", "territoire": "!"}, ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_filters_narrow_map_and_table_alike(
    page: Client, house: Scene, given: dict[str, str], left: list[str]
) -> None:
    three(house)
    shown = page.get(PAGE, given)
    assert names(shown) == left
    assert sum(count for _, count, _ in points(shown)) == len(left)


def test_what_cannot_be_placed_is_said_and_stays_in_the_table(page: Client, house: Scene) -> None:
    for name, place in (("Sans lieu", ""), ("Au loin", "21002")):
        where = structure(house, name, place_code=place)
        programme = house.programme("dla")
        actions.open_case(house.awa, programme=programme, opened_on=DAY, organisation=where)
    assert not CommuneCentre.objects.filter(code="21002").exists()
    shown = page.get(PAGE)
    assert (points(shown), names(shown)) == ([], ["Au loin", "Sans lieu"])
    listed = re.search(r"Hors de la carte.*?<ul[^>]*>(.*?)</ul>", text_of(shown), re.DOTALL)
    assert listed is not None
    assert re.findall(r"<li>(?:<a [^>]*>)?(.*?)(?:</a>)? <span", listed[1]) == [
        "Agey",
        "Commune non renseignée",
    ]


def test_two_cases_of_a_structure_are_one_structure(house: Scene) -> None:
    case = case_of(house, opened_on=DAY)
    assert case.organisation is not None
    creation = house.programme("creation")
    actions.open_case(house.awa, programme=creation, opened_on=DAY, organisation=case.organisation)
    (row,) = supported(house.awa, MapFilter()).rows
    names_of_both = {case.programme.name, creation.name}
    assert set(row["programmes"].split(", ")) == names_of_both


def test_export_says_what_is_on_screen_with_its_points_and_seals_it(
    page: Client, house: Scene
) -> None:
    three(house)
    assert page.get(reverse("support:map-export")).status_code == 405
    before = JournalSeal.objects.count()
    sent = page.post(reverse("support:map-export"), {"format": "csv", "territoire": "21584"})
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Structure", "Gamma"]
    assert rows[1][1:4] == ["Saulieu", "21584", "CC de Saulieu-Morvan"]
    assert rows[1][-2:] == ["47.28", "4.23"]
    assert JournalSeal.objects.count() == before + 1


def test_nothing_but_this_instance_is_asked_by_default(page: Client, house: Scene) -> None:
    three(house)
    shown = page.get(PAGE)
    assert "img-src 'self' data:;" in shown["Content-Security-Policy"] + ";"
    assert "data-tiles" not in text_of(shown)


def test_tile_server_is_allowed_on_the_map_alone(page: Client, house: Scene, settings: Any) -> None:
    three(house)
    settings.TILES = SimpleNamespace(
        url="https://t.example/{z}/{x}/{y}.png",
        origin="https://t.example",
        attribution="© L’IGN",
    )
    shown = page.get(PAGE)
    assert "img-src 'self' data: https://t.example" in shown["Content-Security-Policy"]
    assert 'data-attribution="© L’IGN"' in text_of(shown)
    assert "t.example" not in page.get(reverse("support:cases"))["Content-Security-Policy"]


def test_volunteers_funders_and_neighbours_see_no_map(house: Scene) -> None:
    three(house)
    for name in ("Sara", "Bruno", "Chloé"):
        client = Client()
        client.force_login(house.users[name])
        answer = client.get(PAGE)
        if name == "Chloé":
            assert names(answer) == []
        else:
            assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_map_takes_the_same_queries_for_one_structure_or_three(
    page: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case_of(house, f"Structure {number}")
    page.get(PAGE)
    with django_assert_num_queries(11):
        shown = page.get(PAGE)
    assert len(names(shown)) == count
