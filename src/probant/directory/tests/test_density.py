"""Rural is what INSEE's grid says; where the class is not known, that is said."""

from pathlib import Path

import pytest
import xlsxwriter

from probant.directory.density import (
    UNKNOWN,
    UnreadableDensity,
    is_rural,
    parse_density,
    read_density,
    rural,
    set_density,
    words_of_density,
)
from probant.directory.models import Organisation, Territory
from probant.directory.territories import load

pytestmark = pytest.mark.django_db
SEVEN = [
    "Grille communale de densité;;;",
    "CODGEO;LIBGEO;DENS;LIBDENS",
    "21231;Dijon;1;Grands centres urbains",
    "21317;Is-sur-Tille;5;Bourgs ruraux",
    "21452;Neuilly-Crimolois;4;Ceintures urbaines",
    "2A004;Ajaccio;2;Centres urbains intermédiaires",
]
THREE = ["CODGEO,LIBGEO,DENS", "21231,Dijon,1", "21317,Is-sur-Tille,3"]


@pytest.fixture(autouse=True)
def loaded() -> None:
    load()


def commune(code: str) -> Territory:
    return Territory.objects.get(code=code, vintage=2026)


def test_no_class_ships_and_none_is_guessed() -> None:
    assert Territory.objects.filter(density__isnull=False).count() == 0
    assert (is_rural(commune("21231")), words_of_density(commune("21231"))) == (None, UNKNOWN)


@pytest.mark.parametrize(("lines", "levels"), [(SEVEN, 7), (THREE, 3)])
def test_rural_begins_at_the_third_level_of_three_and_the_fifth_of_seven(
    lines: list[str], levels: int
) -> None:
    told, classes = parse_density(lines)
    assert told == levels
    assert set_density(told, classes, vintage=2024) == len([c for c in classes if c[:2] == "21"])
    assert [is_rural(commune(code)) for code in ("21231", "21317", "21166")] == [False, True, None]


def test_a_record_at_a_commune_taken_in_follows_the_one_that_took_it_in() -> None:
    set_density(7, {"21452": 6, "21231": 1}, vintage=2024)
    for number, code in enumerate(("21213", "21452", "21231", "21166", "")):
        Organisation.objects.create(name=f"n{number}", name_key="n", family="association")
        Organisation.objects.filter(name=f"n{number}").update(place_code=code)
    found = Organisation.objects.filter(rural()).order_by("place_code")
    assert list(found.values_list("place_code", flat=True)) == ["21213", "21452"]


@pytest.mark.parametrize(
    "lines", [[], ["a;b"], ["CODGEO;LIBGEO", "21231;Dijon"], ["CODGEO;DENS", "21231;x"]]
)
def test_a_table_without_codes_or_classes_is_refused(lines: list[str]) -> None:
    with pytest.raises(UnreadableDensity):
        parse_density(lines)


def test_workbook_of_insee_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "grille.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Lisez-moi").write(0, 0, "Grille communale de densité")
    sheet = book.add_worksheet("Grille_Densite")
    for at, line in enumerate(SEVEN):
        sheet.write_row(at + 2, 0, [int(x) if len(x) == 1 else x for x in line.split(";")])
    book.close()
    assert read_density(path) == parse_density(SEVEN)
    path.write_bytes(b"rien")
    with pytest.raises(UnreadableDensity, match="ne se lit pas"):
        read_density(path)
