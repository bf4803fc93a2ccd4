"""A priority neighbourhood is declared, against a dated list."""

import datetime
import tomllib

import pytest

from probant.directory.branches import branches_of, catalogue, code_from, words_of_branch
from probant.directory.models import Branch, Neighbourhood, Territory
from probant.directory.neighbourhoods import (
    OUTSIDE,
    SHIPPED,
    fits_place,
    in_force,
    load_neighbourhoods,
    words_of_neighbourhood,
)
from probant.directory.territories import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load()
    load_neighbourhoods()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (datetime.date(2014, 12, 31), 0),
        (datetime.date(2023, 12, 31), 5),
        (datetime.date(2024, 1, 1), 6),
    ],
)
def test_dijon_metropole_has_five_until_2023_and_six_since(day: datetime.date, count: int) -> None:
    assert len(in_force(day)) == count


def test_each_is_in_a_commune_of_the_metropole_and_says_its_source() -> None:
    metropole = set(
        Territory.objects.filter(epci_code="242100410", vintage=2026).values_list("code", flat=True)
    )
    assert set(Neighbourhood.objects.values_list("place_code", flat=True)) <= metropole
    listed = tomllib.loads(SHIPPED.read_text("utf-8"))["neighbourhood"]
    assert [one["code"] for one in listed if not one["source"]] == []
    assert load_neighbourhoods() == len(listed) == Neighbourhood.objects.count()


def test_words_tell_unsaid_from_outside() -> None:
    assert [words_of_neighbourhood(code) for code in ("", OUTSIDE, "21231-gresilles")] == [
        "quartier prioritaire non renseigné",
        "hors quartier prioritaire",
        "Les Grésilles (Dijon)",
    ]


def test_a_neighbourhood_fits_its_own_commune() -> None:
    given = [("21231-gresilles", "21231"), ("21231-gresilles", "21166"), (OUTSIDE, "21166")]
    assert [fits_place(*pair) for pair in given] == [True, False, True]


def test_a_house_adds_branches_to_the_catalogue(house: Branch) -> None:
    Branch.objects.create(house_id=house.pk, code="tiers-lieux", name="Tiers-lieux")
    assert branches_of(house.pk) == {
        **{one.code: one.name for one in catalogue().values()},
        "tiers-lieux": "Tiers-lieux",
    }
    assert words_of_branch("tiers-lieux", house.pk) == "Tiers-lieux"
    assert words_of_branch("", house.pk) == "filière non renseignée"
    assert [one.code for one in catalogue().values() if not one.source] == []
    assert code_from("Énergies & climat") == "energies-climat"
