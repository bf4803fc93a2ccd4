"""`probant read`: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probant.config.cli import main

ACT = """Conseil municipal du 4 avril 2018
Présents : Lou ROC, Max PIN, Zoé NOD
Absent : Guy BOS
1. Subvention
Le conseil attribue une subvention de 500 € à l'association Elan.
{vote}
"""


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "acte.txt"
    path.write_text(ACT.format(vote="Adopté par 3 voix pour"), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "faux.txt"
    path.write_text(ACT.format(vote="Adopté par 5 voix pour"), encoding="utf-8")
    return path


def test_a_document_that_holds_ends_with_0(act: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(act), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["amounts"][0]["amount_cents"] == 50000


def test_an_error_finding_ends_with_1(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(wrong)]) == 1
    assert "vote.total : 5 votes pour 3 votants possibles" in capsys.readouterr().out


def test_an_unreadable_file_ends_with_2_and_the_others_are_read(
    act: Path, wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "vide.txt"
    bad.write_bytes(b"")
    assert main(["read", str(wrong), str(bad), str(act), "--json"]) == 2
    out, err = capsys.readouterr()
    assert [Path(json.loads(line)["file"]).name for line in out.splitlines()] == [
        "faux.txt",
        "acte.txt",
    ]
    assert err == f"{bad} : le fichier est vide.\n"


REPORT = (
    "Rapport d'activité {year}\nAssociation Elan\nActivité du DLA\nEn {year}, {n} "
    "structures accueillies.\n"
)


def reconciled(tmp_path: Path, capsys: pytest.CaptureFixture[str], *texts: str) -> list[list[str]]:
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    main(["read", *paths, "--json", "--rapprocher"])
    lines = capsys.readouterr().out.splitlines()
    return [[f["code"] for f in json.loads(line)["findings"]] for line in lines]


def test_two_values_of_one_figure_contradict_in_both_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (REPORT.format(year=2023, n=26), REPORT.format(year=2023, n=28))
    assert reconciled(tmp_path, capsys, *texts) == [["claim.contradiction"]] * 2


def test_the_same_value_or_another_year_does_not_contradict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (
        REPORT.format(year=2023, n=26),
        REPORT.format(year=2023, n=26),
        REPORT.format(year=2022, n=28),
    )
    assert reconciled(tmp_path, capsys, *texts) == [[], [], []]


def test_two_organisations_do_not_contradict_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = REPORT.format(year=2023, n=28).replace("Association Elan", "Réseau Cap Ouest")
    assert reconciled(tmp_path, capsys, REPORT.format(year=2023, n=26), other) == [[], []]
