"""Where communes are, and the outlines of a département: prepared from GeoJSON, loaded, read.

The outlines of the communes of a département come from a GeoJSON file whose features bear a
`code` (INSEE) and a `nom`, as those drawn from IGN's Admin Express COG (Licence Ouverte). Only the
lines between intercommunalités are kept, simplified: they place a point, they settle no border.
"""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from probant.directory.drawing import Ring, borders, middle, simplified
from probant.directory.models import CommuneCentre, DepartmentOutline, FormerCode, Territory

SHIPPED = files("probant.directory").joinpath("data/centres-21.csv")
TOLERANCE = 0.002  # degrees: some two hundred metres
SHIPPED_SOURCE = "relevé de Probant, au centième de degré"


class UnreadableOutlines(ValueError):
    """The file is not GeoJSON of communes, or not one that was prepared; the message says why."""


@dataclass(frozen=True)
class Edition:
    """Whence outlines come: the département, the year of the edition, the source in words."""

    department: str
    vintage: int
    source: str


def prepare_outlines(path: Path, edition: Edition) -> str:
    """The text of a file of outlines for `load_outlines`. Raises `UnreadableOutlines`.

    Which communes make an intercommunalité is read from the territories loaded; the outline of a
    commune that is no more goes with the one that took it in.
    """
    rings = _read(path, edition.department)
    groups = _groups(edition.department)
    heirs = dict(FormerCode.objects.order_by("vintage").values_list("code", "successor"))
    by_group: dict[str, list[Ring]] = {}
    for code, own in rings.items():
        group = groups.get(code) or groups.get(heirs.get(code, ""), "")
        by_group.setdefault(group, []).extend(own)
    lines: dict[str, list[list[list[float]]]] = {"border": [], "group": []}
    for sides, found in borders(by_group).items():
        lines["border" if len(sides) == 1 else "group"] += [_written(line) for line in found]
    return json.dumps(
        {
            "department": edition.department,
            "vintage": edition.vintage,
            "source": edition.source,
            "centres": {code: _point(middle(own)) for code, own in sorted(rings.items())},
            "lines": lines,
        },
        separators=(",", ":"),
        ensure_ascii=False,
    )


def _read(path: Path, department: str) -> dict[str, list[Ring]]:
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
        found = {one["properties"]["code"]: _rings(one["geometry"]) for one in features}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise UnreadableOutlines(f"« {path} » n’est pas un GeoJSON de communes.") from error
    here = {code: rings for code, rings in found.items() if code.startswith(department) and rings}
    if not here:
        raise UnreadableOutlines(f"aucune commune du département « {department} » dans « {path} ».")
    return here


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    parts = geometry["coordinates"]
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(geometry["type"], [])
    return [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _groups(department: str) -> dict[str, str]:
    communes = Territory.objects.filter(
        kind=Territory.Kind.COMMUNE, department_code=department
    ).order_by("vintage")
    return dict(communes.values_list("code", "epci_code"))


def _written(line: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [_point(point) for point in simplified(line, TOLERANCE)]


def _point(point: tuple[float, float]) -> list[float]:
    return [round(point[1], 4), round(point[0], 4)]


def load_outlines(path: Path) -> int:
    """Load a prepared file; returns how many communes it places. Raises `UnreadableOutlines`."""
    try:
        told = json.loads(path.read_text("utf-8"))
        edition = Edition(told["department"], int(told["vintage"]), told["source"])
        points = {code: (float(at[0]), float(at[1])) for code, at in told["centres"].items()}
        lines = {name: told["lines"][name] for name in ("border", "group")}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableOutlines(f"« {path} » n’est pas un fichier de contours préparé.") from error
    DepartmentOutline.objects.update_or_create(
        department_code=edition.department,
        defaults={"vintage": edition.vintage, "source": edition.source, "lines": lines},
    )
    return _place(CommuneCentre, points, edition.vintage, edition.source)


def load_centres(model: Any = CommuneCentre) -> int:
    """Lay the shipped points; what a file of outlines placed better stays.

    Returns how many are shipped. `model` is the historical one in a migration.
    """
    lines = [line for line in SHIPPED.read_text("utf-8").splitlines() if not line.startswith("#")]
    known = set(model.objects.values_list("code", flat=True))
    points = {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(lines)
    }
    new = {code: at for code, at in points.items() if code not in known}
    _place(model, new, None, SHIPPED_SOURCE)
    return len(points)


def _place(
    model: Any, points: Mapping[str, tuple[float, float]], vintage: int | None, source: str
) -> int:
    model.objects.bulk_create(
        [
            model(code=code, latitude=at[0], longitude=at[1], vintage=vintage, source=source)
            for code, at in points.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["latitude", "longitude", "vintage", "source"],
    )
    return len(points)


def points_of(codes: Collection[str]) -> dict[str, CommuneCentre]:
    """The point of each commune that is known, by the code asked; one query, three where some lack.

    A code that is no more is where the commune that took it in is. An intercommunalité is in the
    middle of those of its communes that are known.
    """
    wanted = {code for code in codes if code}
    found = {row.code: row for row in CommuneCentre.objects.filter(code__in=wanted)}
    lost = wanted - found.keys()
    if lost:
        heirs = FormerCode.objects.filter(code__in=lost).order_by("vintage")
        to = {code: [heir] for code, heir in heirs.values_list("code", "successor")}
        members = Territory.objects.filter(epci_code__in=lost, kind=Territory.Kind.COMMUNE)
        for group, commune in members.values_list("epci_code", "code").distinct():
            to.setdefault(group, []).append(commune)
        asked = {code for codes in to.values() for code in codes}
        near = {row.code: row for row in CommuneCentre.objects.filter(code__in=asked)}
        for code, parts in to.items():
            known = [near[part] for part in parts if part in near]
            if known:
                found[code] = _amid(code, known)
    return found


def _amid(code: str, parts: Sequence[CommuneCentre]) -> CommuneCentre:
    return CommuneCentre(
        code=code,
        latitude=sum(one.latitude for one in parts) / len(parts),
        longitude=sum(one.longitude for one in parts) / len(parts),
        vintage=parts[0].vintage,
        source=parts[0].source,
    )
