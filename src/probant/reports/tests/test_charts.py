"""Charts: drawn once, without style of their own, said in words, the same as their table."""

import os
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from probant.reports.blocks import Chart, ChartPoint, Content
from probant.reports.charts import drawing
from probant.reports.charts.keeping import throw_away
from probant.reports.charts.spec import MOST_POINTS, digest, specification
from probant.reports.charts.tables import table_of

MONTHS = Chart(
    "Accueils par mois, 2023",
    "28 structures en tout ; le plus : mars, 1 200.",
    "columns",
    (
        ChartPoint("janv.", 3, "3", 2, "2"),
        ChartPoint("févr.", 0, "0", 0, "0"),
        ChartPoint("mars", 1200, "1\u202f200", 900, "900"),
    ),
    ("Mois", "Structures"),
    "2022",
)
PARTS = Chart(
    "Par domaine",
    "Trois domaines.",
    "bars",
    (ChartPoint("Culture & <arts>", 2, "2"), ChartPoint("Culture & <arts>", 1, "1")),
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("charts")
    return folder, drawing.draw([MONTHS, PARTS], folder)


def test_a_drawing_is_plain_svg_that_a_strict_page_takes(drawn: tuple[Path, list[str]]) -> None:
    for svg in drawn[1]:
        root = ET.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root.get("width") is None and root.get("viewBox")
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "g", "path", "line", "text", "rect", "defs", "clipPath", "tspan"}
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_numbers_and_names_of_a_drawing_are_ours(drawn: tuple[Path, list[str]]) -> None:
    months, parts = (
        ["".join(e.itertext()) for e in ET.fromstring(svg).iter() if e.tag.endswith("text")]
        for svg in drawn[1]
    )
    assert months[:3] == ["janv.", "févr.", "mars"]
    assert "1\u202f200" in months and "1,200" not in months
    assert parts.count("Culture & <arts>") == 2


def test_a_chart_is_drawn_once(
    drawn: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, before = drawn
    monkeypatch.setattr(drawing.sys, "executable", "/bin/false")
    assert drawing.draw([PARTS, MONTHS], folder) == before[::-1]


def test_a_chart_that_cannot_be_drawn_stays_as_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing.sys, "executable", "/bin/false")
    content = Content("T", "", "", "", "", "f", (MONTHS,))
    assert drawing.with_drawings(content, tmp_path).blocks == (MONTHS,)
    assert list(tmp_path.rglob("*")) == []


def test_what_a_drawing_is_kept_under_follows_all_that_it_shows() -> None:
    other = Chart(MONTHS.title, MONTHS.description, "bars", MONTHS.points)
    assert len({digest(MONTHS, "svg"), digest(MONTHS, "png"), digest(other, "svg")}) == 3


def test_the_table_of_a_chart_says_the_same() -> None:
    table = table_of(MONTHS)
    assert [head.text for head in table.heads] == ["Mois", "Structures", "2022"]
    assert [[cell.text for cell in row.cells] for row in table.rows][2] == [
        "mars",
        "1\u202f200",
        "900",
    ]


def test_many_points_are_cut_and_a_drawing_says_what_it_is() -> None:
    many = Chart("T", "D", "bars", tuple(ChartPoint(str(n), n, str(n)) for n in range(90)))
    told = specification(many)
    assert (len(told["data"]["values"]), told["description"]) == (MOST_POINTS, "T. D")


def test_drawings_that_nobody_uses_go_then_the_oldest_over_a_size(tmp_path: Path) -> None:
    def keep(name: str, days: float, size: int = 10) -> Path:
        path = tmp_path / name[:2] / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * size)
        os.utime(path, (time.time() - days * 86400,) * 2)
        return path

    used, old = keep("aa1.svg", 1), keep("ab1.svg", 91)
    half, young_half = keep("ac1.part", 2), keep("ad1.part", 0.5)
    assert throw_away(tmp_path) == 2
    assert [path.exists() for path in (used, old, half, young_half)] == [True, False, False, True]
    older = keep("ae1.svg", 30, size=100)
    assert throw_away(tmp_path, most=50) == 1
    assert [path.exists() for path in (used, older)] == [True, False]


def test_a_drawing_that_is_used_is_not_thrown_away(drawn: tuple[Path, list[str]]) -> None:
    folder = drawn[0]
    for path in folder.glob("*/*.svg"):
        os.utime(path, (time.time() - 91 * 86400,) * 2)
    drawing.draw([MONTHS], folder)
    assert throw_away(folder) == 1  # the other one, that nobody asked for
    assert len(list(folder.glob("*/*.svg"))) == 1
