"""`probant import`: the exit status says whether all went in; never a traceback."""

import json
from pathlib import Path

import pytest

from probant.config import cli
from probant.ingestion.models import Import
from probant.ingestion.tests.inbox_scenario import Scene

pytestmark = pytest.mark.django_db


def test_the_status_says_whether_every_row_went_in(tmp_path: Path, capsys) -> None:
    scene = Scene()
    path = tmp_path / "a.csv"
    path.write_text("Structure;SIRET\nLe Phare;35600000000048\nLe Rivage;12345678901234\n")
    given = ["import", "contacts", str(path), "--organisation", str(scene.house.pk)]
    assert cli.main([*given, "--dry-run"]) == 1
    assert not Import.objects.exists()
    capsys.readouterr()
    assert cli.main([*given, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"create": 1, "refuse": 1}
    assert [one["severity"] for one in told["findings"]] == ["error"]
    path.write_text("Structure\nLe Levant\n")
    assert cli.main(given) == 0


@pytest.mark.parametrize(
    ("kind", "content"),
    [("contacts", b"%PDF-1.4"), ("contacts", b""), ("recettes", b"a;b"), ("contacts", b"x;y\n1;2")],
    ids=["pdf", "empty", "kind", "columns"],
)
def test_what_cannot_be_read_ends_in_one_line(tmp_path: Path, capsys, kind, content) -> None:
    scene = Scene()
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert cli.main(["import", kind, str(path), "--organisation", str(scene.house.pk)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"probant : {path} : ") and said.count("\n") == 1
