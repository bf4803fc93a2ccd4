"""Prepare a département's data file from the package `@etalab/decoupage-administratif`.

The package (npm; data under Licence Ouverte 2.0) has the communes, intercommunalités, départements
and regions of the whole country. The file kept here is one département's, small enough to read.
"""

import csv
import io
import json
import tarfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: Vintage of INSEE's code → version of the package.
VERSIONS = {2026: "6.0.0", 2025: "5.3.0", 2024: "4.1.0", 2023: "3.1.1"}
REGISTRY = "https://registry.npmjs.org/@etalab/decoupage-administratif/-"
COLUMNS = (
    "code",
    "kind",
    "name",
    "postcodes",
    "department_code",
    "region_code",
    "epci_code",
    "population",
    "density",
    "density_levels",
    "density_vintage",
    "successor",
)
Grid = tuple[int, Mapping[str, int], int]  # levels, class by code, vintage
Row = dict[str, Any]


class UnreadablePackage(ValueError):
    """The archive is not the package, or has nothing of the département; the message says why."""


def address_of(vintage: int) -> str:
    """Where the package of a vintage is downloaded. Raises `UnreadablePackage`."""
    if vintage not in VERSIONS:
        known = ", ".join(str(year) for year in sorted(VERSIONS))
        raise UnreadablePackage(f"millésime {vintage} inconnu ; connus : {known}.")
    return f"{REGISTRY}/decoupage-administratif-{VERSIONS[vintage]}.tgz"


def prepare(archive: Path, department: str, vintage: int, density: Grid | None = None) -> str:
    """The text of a département's data file. Raises `UnreadablePackage`."""
    parts = _read(archive)
    communes = [
        one
        for one in parts["communes"]
        if one["type"] == "commune-actuelle" and one.get("departement") == department
    ]
    if not communes:
        raise UnreadablePackage(f"aucune commune du département « {department} » dans ce paquet.")
    groups = _groups(parts["epci"], parts["communes"], department)
    member_of = {member: group["code"] for group, members in groups for member in members}
    rows = [
        *_above(parts, department),
        *(_group(group, department) for group, _ in groups),
        *(_commune(one, member_of) for one in sorted(communes, key=lambda one: one["code"])),
        *_former(parts["communes"], communes),
    ]
    _classify(rows, density)
    return _text(rows, department, vintage)


def _read(archive: Path) -> dict[str, list[Row]]:
    try:
        with tarfile.open(archive) as package:
            return {
                name: json.load(_member(package, name))
                for name in ("communes", "epci", "departements", "regions")
            }
    except (OSError, tarfile.TarError, KeyError, json.JSONDecodeError) as error:
        raise UnreadablePackage(f"« {archive} » n’est pas le paquet attendu : {error}.") from error


def _member(package: tarfile.TarFile, name: str) -> Any:
    found = package.extractfile(f"package/data/{name}.json")
    if found is None:
        raise KeyError(name)
    return found


def _above(parts: dict[str, list[Row]], department: str) -> list[Row]:
    own = next(one for one in parts["departements"] if one["code"] == department)
    region = next(one for one in parts["regions"] if one["code"] == own["region"])
    return [
        {"code": f"R{region['code']}", "kind": "region", "name": region["nom"]},
        {
            "code": f"D{department}",
            "kind": "departement",
            "name": own["nom"],
            "department_code": department,
            "region_code": own["region"],
        },
    ]


def _groups(groups: list[Row], communes: list[Row], department: str) -> list[tuple[Row, list[str]]]:
    """The intercommunalités with a commune of the département, and all their communes."""
    here = {one["code"] for one in communes if one.get("departement") == department}
    found = [(group, [member["code"] for member in group["membres"]]) for group in groups]
    touching = [(group, members) for group, members in found if here & set(members)]
    return sorted(touching, key=lambda pair: pair[0]["code"])


def _group(group: Row, department: str) -> Row:
    return {
        "code": group["code"],
        "kind": "epci",
        "name": group["nom"],
        "department_code": _department_of(group, department),
        "population": group.get("populationMunicipale"),
    }


def _department_of(group: Row, department: str) -> str:
    """Where most of its people live: an intercommunalité may lie across départements."""
    people: dict[str, int] = defaultdict(int)
    for member in group["membres"]:
        code = member["code"]
        people[code[:3] if code.startswith("97") else code[:2]] += (
            member.get("populationMunicipale") or 0
        )
    return max(people, key=lambda code: (people[code], code == department))


def _commune(one: Row, member_of: dict[str, str]) -> Row:
    return {
        "code": one["code"],
        "kind": "commune",
        "name": one["nom"],
        "postcodes": " ".join(one.get("codesPostaux", [])),
        "department_code": one["departement"],
        "region_code": one["region"],
        "epci_code": member_of.get(one["code"], ""),
        "population": one.get("population"),
    }


def _former(everywhere: list[Row], communes: list[Row]) -> list[Row]:
    """Codes that are no more: those a commune replaced, those of its communes déléguées."""
    current = {one["code"] for one in everywhere if one["type"] == "commune-actuelle"}
    names = {one["code"]: one["nom"] for one in everywhere if one["code"] not in current}
    here = {one["code"] for one in communes}
    taken = {old: one["code"] for one in communes for old in one.get("anciensCodes", [])}
    taken |= {one["code"]: one["chefLieu"] for one in everywhere if one.get("chefLieu") in here}
    return [
        {"code": code, "kind": "ancienne", "name": names.get(code, ""), "successor": successor}
        for code, successor in sorted(taken.items())
        if code not in current
    ]


def _classify(rows: list[Row], density: Grid | None) -> None:
    if density is None:
        return
    levels, classes, vintage = density
    for row in rows:
        if row["kind"] == "commune" and row["code"] in classes:
            row |= {
                "density": classes[row["code"]],
                "density_levels": levels,
                "density_vintage": vintage,
            }


def _text(rows: list[Row], department: str, vintage: int) -> str:
    out = io.StringIO()
    name = rows[1]["name"]
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in ("commune", "epci")}
    version = VERSIONS.get(vintage, "")
    out.write(
        f"# {name} ({department}), millésime {vintage} du code officiel géographique (INSEE), "
        "intercommunalités de la DGCL,\n"
        "# codes postaux de La Poste, populations municipales (intercommunalités) ou de la "
        "commune telles que livrées.\n"
        f"# Source : paquet npm @etalab/decoupage-administratif {version}, données sous Licence "
        "Ouverte 2.0 (Etalab).\n"
        f"# Extrait : {counts['commune']} communes, {counts['epci']} intercommunalités, le "
        "département, la région, les anciennes communes.\n"
    )
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: "" if v is None else v for k, v in row.items()} for row in rows)
    return out.getvalue()
