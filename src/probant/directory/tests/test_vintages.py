"""Codes change each 1 January; what was written with one keeps its place."""

import pytest

from probant.directory.models import FormerCode, Territory
from probant.directory.territories import UnreadableTerritories, load, load_text
from probant.directory.vintages import current_code, latest_vintage, place_of, places_of

pytestmark = pytest.mark.django_db
HEAD = "code,kind,name,postcodes,department_code,region_code,epci_code,population,successor\n"
OLD = (
    "# Côte-d'Or (21), millésime 2018 du code officiel géographique\n"
    + HEAD
    + "21213,commune,Crimolois,21800,21,27,242100410,700,\n"
    "21452,commune,Neuilly-lès-Dijon,21800,21,27,242100410,1900,\n"
)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load()


def test_a_commune_that_is_no_more_is_found_under_the_one_that_took_it_in() -> None:
    assert current_code("21213", 2018) == "21452"
    place = place_of("21213", 2018)
    assert (place.name, place.vintage) == ("Neuilly-Crimolois", 2026) if place else False


def test_its_own_vintage_comes_first_then_the_nearest() -> None:
    load_text(OLD)
    named = {
        (code, vintage): (place.name, place.vintage)
        for (code, vintage), place in places_of(
            [("21213", 2018), ("21213", 2021), ("21452", 2018), ("21452", 2025), ("21452", None)]
        ).items()
    }
    assert named == {
        ("21213", 2018): ("Crimolois", 2018),
        ("21213", 2021): ("Crimolois", 2018),
        ("21452", 2018): ("Neuilly-lès-Dijon", 2018),
        ("21452", 2025): ("Neuilly-Crimolois", 2026),
        ("21452", None): ("Neuilly-Crimolois", 2026),
    }
    assert latest_vintage() == 2026


def test_a_code_that_stands_in_the_newest_vintage_is_itself() -> None:
    load_text(OLD)
    assert [current_code(code, 2018) for code in ("21452", "21231", "99999", "242100410")] == [
        "21452",
        "21231",
        "99999",
        "242100410",
    ]


def test_a_commune_parted_again_bears_its_code_again() -> None:
    load_text(
        "# Côte-d'Or (21), millésime 2027 du code officiel géographique\n"
        + HEAD
        + "21213,commune,Crimolois,21800,21,27,242100410,700,\n"
    )
    assert current_code("21213", 2026, to=2026) == "21213"
    assert current_code("21213", 2018) == "21213"
    assert current_code("21213", 2018, to=2026) == "21452"


def test_finding_many_places_asks_three_times_at_most(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    places = [("21231", 2026), ("21213", 2018), ("99999", 2020), ("", None)]
    with django_assert_max_num_queries(3):
        found = places_of(places)
    assert {place: found[place].code for place in found} == {
        ("21231", 2026): "21231",
        ("21213", 2018): "21452",
    }


def test_loading_a_file_again_changes_nothing_and_another_departement_adds_to_it() -> None:
    before = Territory.objects.count(), FormerCode.objects.count()
    load_text(OLD)
    load_text(OLD)
    assert (Territory.objects.count(), FormerCode.objects.count()) == (before[0] + 2, before[1])


@pytest.mark.parametrize("text", ["", "code,kind\n", "# millésime 2026\nnom,insee\nDijon,21231\n"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTerritories):
        load_text(text)
