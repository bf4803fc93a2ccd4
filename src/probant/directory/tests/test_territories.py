"""Communes of Côte-d'Or ship with Probant; what is typed names one, several or none."""

import pytest

from probant.directory.models import Territory
from probant.directory.territories import VINTAGE, find_communes, load, nearest_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load()


def test_the_department_is_whole_and_loading_again_adds_nothing() -> None:
    kinds = Territory.objects.filter(vintage=VINTAGE).values_list("kind", flat=True)
    assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {
        "commune": 698,
        "epci": 19,
        "departement": 1,
        "region": 1,
    }
    assert load() == 0
    communes = Territory.objects.filter(kind="commune")
    epci = set(Territory.objects.filter(kind="epci").values_list("code", flat=True))
    assert set(communes.values_list("epci_code", flat=True)) == epci


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Dijon", ["21231"]),
        ("dijon (21000)", ["21231"]),
        ("21231", ["21231"]),
        ("21231 Dijon", ["21231"]),
        ("CHENOVE", ["21166"]),
        ("Is sur Tille", ["21317"]),
        ("St Apollinaire", ["21540"]),
        ("Atlantide", []),
        ("", []),
    ],
)
def test_what_is_typed_names_a_commune(typed: str, codes: list[str]) -> None:
    assert [place.code for place in find_communes(typed)] == codes


def test_a_misspelt_name_has_a_nearest_one_and_a_foreign_one_none() -> None:
    near = nearest_commune("Chenauve")
    assert near is not None
    assert near.name == "Chenôve"
    assert nearest_commune("Wxyz") is None
