"""Outlines of a département: prepared from GeoJSON, loaded, and where a code is found on them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from probant.directory.drawing import borders, chains, middle, simplified
from probant.directory.models import (
    CommuneCentre,
    DepartmentOutline,
    FormerCode,
    House,
    Territory,
)
from probant.directory.outlines import (
    SHIPPED,
    Edition,
    UnreadableOutlines,
    load_centres,
    load_outlines,
    points_of,
    prepare_outlines,
)
from probant.directory.tests.conftest import sign_in

EDITION = Edition("21", 2018, "IGN, essai")


def square(x: int, y: int, size: int = 1) -> list[list[int]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def geojson(folder: Path, squares: dict[str, list[list[int]]]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "nom": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in squares.items()
    ]
    path = folder / "communes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture
def three(tmp_path: Path, db: None) -> Path:
    """Three communes in a row, of which the first two make an intercommunalité."""
    for code, group in (("21901", "200000001"), ("21902", "200000001"), ("21903", "200000002")):
        Territory.objects.create(
            code=code,
            vintage=2026,
            kind="commune",
            name=code,
            name_key=code,
            department_code="21",
            epci_code=group,
        )
    squares = {"21901": square(0, 0), "21902": square(1, 0), "21903": square(2, 0)}
    return geojson(tmp_path, squares | {"39001": square(5, 5)})


def prepared(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(prepare_outlines(path, EDITION))
    return told


def test_only_lines_between_intercommunalites_and_the_border_are_kept(three: Path) -> None:
    lines = prepared(three)["lines"]
    assert [sorted(line) for line in lines["group"]] == [[[0, 2], [1, 2]]]
    assert sorted(sorted(line) for line in lines["border"]) == [
        [[0, 0], [0, 2], [1, 0], [1, 2]],
        [[0, 2], [0, 3], [1, 2], [1, 3]],
    ]


def test_a_commune_that_is_no_more_goes_with_the_one_that_took_it_in(
    three: Path, tmp_path: Path
) -> None:
    FormerCode.objects.create(code="21904", vintage=2026, name="Ancienne", successor="21903")
    path = geojson(tmp_path, {"21903": square(0, 0), "21904": square(1, 0)})
    told = prepared(path)
    assert (told["lines"]["group"], len(told["lines"]["border"])) == ([], 1)


def test_a_prepared_file_places_communes_and_replaces_what_was_laid_by_hand(
    three: Path, tmp_path: Path
) -> None:
    CommuneCentre.objects.create(code="21901", latitude=9, longitude=9, source="à la main")
    file = tmp_path / "contours.json"
    file.write_text(prepare_outlines(three, EDITION), "utf-8")
    assert load_outlines(file) == load_outlines(file) == 3
    first = CommuneCentre.objects.get(code="21901")
    assert (first.latitude, first.longitude) == (0.5, 0.5)
    assert (first.vintage, first.source) == (2018, "IGN, essai")
    assert list(DepartmentOutline.objects.values_list("department_code", "vintage")) == [
        ("21", 2018)
    ]
    load_centres()
    assert CommuneCentre.objects.get(code="21901").source == "IGN, essai"


def test_a_former_code_and_an_intercommunalite_are_found_by_what_is_known(three: Path) -> None:
    for code, at in (("21901", 0.0), ("21902", 1.0)):
        CommuneCentre.objects.create(code=code, latitude=at, longitude=at, source="essai")
    FormerCode.objects.create(code="21905", vintage=2026, name="Ancienne", successor="21902")
    found = points_of(["21901", "21905", "200000001", "21999", ""])
    at = {code: (one.latitude, one.longitude) for code, one in found.items()}
    assert at == {"21901": (0, 0), "21905": (1, 1), "200000001": (0.5, 0.5)}


@pytest.mark.parametrize("text", ["", "[]", '{"features": [{"properties": {}}]}'])
def test_what_is_no_geojson_of_communes_is_refused(db: None, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableOutlines, match="GeoJSON"):
        prepare_outlines(path, EDITION)
    with pytest.raises(UnreadableOutlines, match="préparé"):
        load_outlines(path)


def test_a_departement_that_is_not_in_the_file_is_refused(three: Path) -> None:
    with pytest.raises(UnreadableOutlines, match="« 71 »"):
        prepare_outlines(three, Edition("71", 2018, "essai"))


def test_shipped_points_are_communes_of_the_shipped_vintage_in_the_departement(db: None) -> None:
    load_centres()
    lines = SHIPPED.read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines if line[:1].isdigit()]
    known = dict(Territory.objects.filter(kind="commune").values_list("code", "name"))
    assert {code: name for code, name, _, _ in rows} == {code: known[code] for code, *_ in rows}
    assert all(46.8 < float(y) < 48.1 and 4.0 < float(x) < 5.6 for _, _, y, x in rows)
    assert points_of(["21231"])["21231"].vintage is None


def test_outlines_are_read_by_the_house(db: None, house: House) -> None:
    DepartmentOutline.objects.create(
        department_code="21", vintage=2018, source="essai", lines={"border": [], "group": []}
    )
    answer = sign_in(house).get("/territoires/contours/")
    assert answer.json() == {"departments": [{"border": [], "group": []}]}
    assert Client().get("/territoires/contours/").status_code == 302


def test_a_point_is_inside_even_of_a_bow() -> None:
    bow = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 3), (3, 3), (3, 1), (0, 1), (0, 0)]
    x, y = middle([[(float(a), float(b)) for a, b in bow]])
    assert (3 < x < 4, 1 < y < 3) == (True, True)


def test_lines_are_joined_end_to_end_and_lose_what_lies_on_the_way() -> None:
    edges = [((1.0, 0.0), (2.0, 0.0)), ((0.0, 0.0), (1.0, 0.0)), ((2.0, 0.0), (2.0, 1.0))]
    (line,) = chains(edges)
    assert simplified(line, 0.001) in (
        [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)],
        [(2.0, 1.0), (2.0, 0.0), (0.0, 0.0)],
    )


def test_a_ring_stays_a_ring_when_simplified() -> None:
    ring = [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    (found,) = borders({"seul": [ring]})[("seul",)]
    less = simplified(found, 0.001)
    assert (less[0], set(less)) == (less[-1], {(0, 0), (1, 0), (1, 1), (0, 1)})
