"""Names are found by a part of them, without accents, in one's own house only, on both engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from probant.kernel.registry import RegistryError
from probant.search import index as names
from probant.search import kinds

pytestmark = pytest.mark.django_db
NAMES = {
    1: "Régie de quartier des Grésilles",
    2: "Épicerie solidaire de l’Auxois",
    3: "Cœur de Ville",
    4: "Le Noyau",
    5: "Ressourcerie 21",
}


@pytest.fixture(autouse=True)
def filled() -> None:
    names.index_many(1, "organisation", [names.Name(pk, label) for pk, label in NAMES.items()])
    names.index(2, "organisation", 9, "Régie de la Voisine")
    names.index(11, "organisation", 10, "Régie de la maison onze")
    names.index(1, "person", 1, "Élise Auxois", key="auxois elise")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("regie", [1]),
        ("RÉGIE", [1]),
        ("gres", [1]),
        ("quartier regie", [1]),
        ("coeur", [3]),
        ("cœur", [3]),
        ("epicerie de l'auxois", [2]),
        ("re", [1, 5]),
        ("r", [1, 5]),
        ("le", [4]),
        ("le no", [4]),
        ("ville de", [3]),
        ("ressourcerie 21", [5]),
        ("21", []),
        ("zzz", []),
        ("", []),
        ("  «»  ", []),
        ('"OR" *', []),
        ("h1o>", []),
        ("%", []),
        ("_egie", [1]),
    ],
)
def test_a_part_of_the_name_finds_it(text: str, found: list[int]) -> None:
    assert names.find_ids(1, text, kind="organisation") == found


@pytest.mark.parametrize("text", ["regie", "re", "voisine"])
def test_rows_of_another_house_never_leak(text: str) -> None:
    everything = names.find(1, text, kinds=["organisation", "person"], limit=100)
    assert {row.object_id for row in everything} <= set(NAMES)
    assert 9 not in names.find_like(1, [text], kind="organisation")


def test_a_house_whose_number_begins_by_another_s_is_another_house() -> None:
    assert names.find_ids(11, "regie", kind="organisation") == [10]
    assert names.find_ids(111, "regie", kind="organisation") == []


def test_several_kinds_are_found_at_once_sorted_by_name_in_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        found = names.find(1, "auxois", kinds=["organisation", "person"])
    assert [(row.kind, row.object_id) for row in found] == [("person", 1), ("organisation", 2)]
    assert len(queries) == 1


def test_what_is_found_is_capped_then_sorted() -> None:
    many = [names.Name(100 + n, f"Atelier {n:04}") for n in range(1100)]
    names.index_many(1, "organisation", many)
    assert len(names.find_ids(1, "atelier", kind="organisation", limit=5000)) == names.CAP
    assert names.find_ids(1, "atel", kind="organisation", limit=3) == [100, 101, 102]


def test_a_name_that_changes_is_found_by_the_new_one_only() -> None:
    names.index(1, "organisation", 1, "Maison du quartier")
    assert names.find_ids(1, "grésilles", kind="organisation") == []
    assert names.find_ids(1, "maison", kind="organisation") == [1]


def test_what_is_removed_is_not_found() -> None:
    names.remove(1, "organisation", 1)
    assert names.find_ids(1, "regie", kind="organisation") == []


def test_any_of_the_words_is_enough_to_seek_doubles() -> None:
    assert sorted(names.find_like(1, ["solidaire", "noyau", "de"], kind="organisation")) == [2, 4]
    assert names.find_like(1, ["de", "l"], kind="organisation") == []


def test_a_letter_of_a_kind_is_its_own() -> None:
    with pytest.raises(RegistryError):
        kinds.register(
            "other", letter="o", label="x", labels="x", route="", roles=frozenset(), order=1
        )
