"""`probant territories`: from the package to the communes, their class and their neighbourhoods."""

from pathlib import Path

import pytest

from probant.config.cli import main, run
from probant.directory.models import CommuneCentre, Neighbourhood, Territory
from probant.directory.tests.test_preparing import package

pytestmark = pytest.mark.django_db


def test_the_command_prepares_loads_and_classifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, grid = tmp_path / "39.csv", tmp_path / "grille.csv"
    grid.write_text("CODGEO;LIBGEO;DENS\n39001;Abergement;3\n", "utf-8")
    listed = tmp_path / "qpv.toml"
    listed.write_text(
        '[[neighbourhood]]\ncode = "39001-centre"\nname = "Centre"\nplace_code = "39001"\n'
        'from = 2024-01-01\nsource = "essai"\n',
        "utf-8",
    )
    archive = str(package(tmp_path))
    prepared = ["territories", "prepare", "--department", "39", "--package", archive]
    statuses = [
        run([*prepared, "--out", str(out)]),
        run(["territories", "load", str(out)]),
        run(["territories", "density", str(grid), "--vintage", "2024"]),
        run(["territories", "qpv", str(listed)]),
    ]
    assert statuses == [0, 0, 0, 0]
    said = capsys.readouterr().out
    assert "2 communes" in said
    assert "1 communes classées sur la grille à 3 niveaux" in said
    assert Territory.objects.get(code="39001").density == 3
    assert Neighbourhood.objects.filter(code="39001-centre").count() == 1


def test_outlines_are_prepared_then_loaded_with_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ring = "[[5,46],[6,46],[6,47],[5,46]]"
    lines, out = tmp_path / "communes.geojson", tmp_path / "contours.json"
    lines.write_text(
        '{"features": [{"properties": {"code": "39001", "nom": "Abergement"}, "geometry": '
        f'{{"type": "Polygon", "coordinates": [{ring}]}}}}]}}',
        "utf-8",
    )
    of = ["--department", "39", "--vintage", "2018", "--out", str(out)]
    assert run(["territories", "outlines", str(lines), *of]) == 0
    assert run(["territories", "load", str(out)]) == 0
    assert "1 communes placées sur la carte." in capsys.readouterr().out
    assert CommuneCentre.objects.get(code="39001").vintage == 2018


@pytest.mark.parametrize(
    "arguments",
    [
        ["load", "absent.csv"],
        ["load", "absent.json"],
        ["outlines", "absent", "--department", "39", "--vintage", "2018", "--out", "x.json"],
        ["density", "absent.csv", "--vintage", "2024"],
        ["qpv", "absent.toml"],
        ["prepare", "--department", "39", "--package", "absent.tgz", "--out", "x.csv"],
        ["prepare", "--department", "39", "--vintage", "1999", "--out", "x.csv"],
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["territories", *arguments]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
