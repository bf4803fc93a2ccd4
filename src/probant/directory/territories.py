"""Load the communes and intercommunalités of a département, and find one by what is typed."""

import csv
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process

from probant.directory.models import FormerCode, Territory
from probant.kernel.text import fold

VINTAGE = 2026
SHIPPED = files("probant.directory").joinpath(f"data/territories-{VINTAGE}.csv")
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_WHOLE = ("population", "density", "density_levels", "density_vintage")
_VINTAGE_LINE = re.compile(r"^#.*millésime ([0-9]{4})", re.MULTILINE)


class UnreadableTerritories(ValueError):
    """The file is not one that `probant territories prepare` wrote; the message says why."""


def load(model: Any = Territory) -> int:
    """Insert the territories of the shipped vintage that are missing; returns how many.

    Codes are text (01004, 2A004). Departments and regions bear D and R before their code, which
    would otherwise be mistaken for one another. `model` is the historical one in a migration.
    """
    if model.objects.filter(vintage=VINTAGE).exists():
        return 0
    former = FormerCode if model is Territory else None
    return load_text(SHIPPED.read_text("utf-8"), model=model, former=former)


def load_file(path: Path) -> int:
    """Insert or refresh the territories of a data file; returns how many rows it has.

    Raises `UnreadableTerritories`. A density class that is known stays where the file has none.
    """
    try:
        return load_text(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableTerritories(f"« {path} » ne se lit pas.") from error


def load_text(text: str, *, model: Any = Territory, former: Any = FormerCode) -> int:
    """`load_file`, of the text of a data file."""
    said = _VINTAGE_LINE.search(text)
    if said is None:
        raise UnreadableTerritories("La première ligne ne dit pas le millésime.")
    vintage = int(said[1])
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    known = {field.name for field in model._meta.concrete_fields}
    rows, formers = [], []
    for row in csv.DictReader(lines):
        if not {"code", "kind", "name"} <= row.keys():
            raise UnreadableTerritories("Les colonnes code, kind et name manquent.")
        if row["kind"] == "ancienne":
            formers.append((row["code"], row["name"], row["successor"]))
            continue
        values = {name: row[name] for name in row if name in known}
        values |= {
            name: int(values[name]) if values[name] else None for name in _WHOLE if name in values
        }
        rows.append(model(**values, vintage=vintage, name_key=fold(row["name"])))
    _insert(model, rows, known)
    if former is not None:
        former.objects.bulk_create(
            [former(code=c, vintage=vintage, name=n, successor=to) for c, n, to in formers],
            update_conflicts=True,
            unique_fields=["code", "vintage"],
            update_fields=["name", "successor"],
        )
    return len(rows)


def _insert(model: Any, rows: list[Any], known: set[str]) -> None:
    """Insert territories; those that stand already are refreshed, classes of density apart."""
    fixed = {"id", "code", "vintage", "density", "density_levels", "density_vintage"}
    model.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["code", "vintage"],
        update_fields=sorted(known - fixed),
    )


def find_communes(text: str) -> list[Territory]:
    """The communes that a typed text names: a name, an INSEE code or a postcode.

    Of the shipped vintage; "Dijon (21000)" and "21231 Dijon" are read too. Empty where the
    text names none, several where it names several (a postcode of many villages).
    """
    communes = Territory.objects.filter(kind=Territory.Kind.COMMUNE, vintage=VINTAGE)
    key = fold(re.sub(r"[0-9][0-9ABab][0-9]{3}", " ", text))
    codes = _CODE.findall(text.upper())
    if not key and not codes:
        return []
    wanted = Q()
    if key:
        wanted &= Q(name_key=key) | Q(name_key=key.replace("st ", "saint ", 1))
    if codes:
        wanted &= Q(code=codes[0]) | Q(postcodes__contains=codes[0])
    return list(communes.filter(wanted).order_by("name_key")[:12])


def nearest_commune(text: str) -> Territory | None:
    """The commune whose name looks most like a misspelt one, or None where none is near."""
    names = dict(
        Territory.objects.filter(kind=Territory.Kind.COMMUNE, vintage=VINTAGE).values_list(
            "pk", "name_key"
        )
    )
    best = process.extractOne(fold(text), names, scorer=fuzz.ratio, score_cutoff=75)
    return Territory.objects.get(pk=best[2]) if best else None
