"""The data file of a département, drawn from the package of the official code."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from probant.directory.models import FormerCode, Territory
from probant.directory.preparing import UnreadablePackage, prepare
from probant.directory.territories import load_text

COMMUNES = [
    {"code": "39001", "nom": "Abergement", "type": "commune-actuelle", "departement": "39"},
    {"code": "39002", "nom": "Nouvelle", "type": "commune-actuelle", "departement": "39"},
    {"code": "39003", "nom": "Déléguée", "type": "commune-deleguee", "chefLieu": "39002"},
    {"code": "39002", "nom": "Nouvelle", "type": "commune-deleguee", "chefLieu": "39002"},
    {"code": "01001", "nom": "Ailleurs", "type": "commune-actuelle", "departement": "01"},
]
GROUPS = [
    {
        "code": "200000001",
        "nom": "CC des Deux Rives",
        "populationMunicipale": 90,
        "membres": [
            {"code": "39001", "populationMunicipale": 10},
            {"code": "01001", "populationMunicipale": 80},
        ],
    },
    {"code": "200000002", "nom": "CC du Loin", "membres": [{"code": "01001"}]},
]


def package(folder: Path, *, without: str = "") -> Path:
    """An archive of the package's shape, with two départements."""
    extra: dict[str, Any] = {"region": "27", "codesPostaux": ["39100"], "population": 12}
    communes: list[dict[str, Any]] = [
        one | extra if one["type"] == "commune-actuelle" else one for one in COMMUNES
    ]
    communes[1]["anciensCodes"] = ["39004"]
    parts = {
        "communes": communes,
        "epci": GROUPS,
        "departements": [{"code": "39", "nom": "Jura", "region": "27"}],
        "regions": [{"code": "27", "nom": "Bourgogne-Franche-Comté"}],
    }
    path = folder / f"package-{without}.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, rows in parts.items():
            if name != without:
                content = json.dumps(rows).encode()
                info = tarfile.TarInfo(f"package/data/{name}.json")
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.django_db
def test_a_departement_is_drawn_and_loaded(tmp_path: Path) -> None:
    text = prepare(package(tmp_path), "39", 2026, (7, {"39001": 6}, 2024))
    assert load_text(text) == 5
    rows = Territory.objects.filter(code__in=["39001", "39002", "200000001", "D39"])
    told = rows.order_by("code").values_list("code", "epci_code", "department_code", "density")
    assert list(told) == [
        ("200000001", "", "01", None),  # most of its people live across the border
        ("39001", "200000001", "39", 6),
        ("39002", "", "39", None),
        ("D39", "", "39", None),
    ]
    gone = FormerCode.objects.filter(successor="39002").order_by("code")
    assert list(gone.values_list("code", "name")) == [("39003", "Déléguée"), ("39004", "")]


def test_what_is_not_the_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.tgz").write_text("bonjour")
    for path, department in (
        (tmp_path / "text.tgz", "39"),
        (package(tmp_path, without="epci"), "39"),
        (package(tmp_path), "99"),
    ):
        with pytest.raises(UnreadablePackage):
            prepare(path, department, 2026)
