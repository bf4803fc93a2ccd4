"""Load the communes and intercommunalités that ship with Probant, and find one by what is typed."""

import csv
import re
from importlib.resources import files
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process

from probant.directory.models import Territory
from probant.kernel.text import fold

VINTAGE = 2026
_CODE = re.compile(r"[0-9][0-9AB][0-9]{3}")


def load(model: Any = Territory) -> int:
    """Insert the territories of the shipped vintage that are missing; returns how many.

    Codes are text (01004, 2A004). Departments and regions bear D and R before their code, which
    would otherwise be mistaken for one another. `model` is the historical one in a migration.
    """
    if model.objects.filter(vintage=VINTAGE).exists():
        return 0
    text = files("probant.directory").joinpath(f"data/territories-{VINTAGE}.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = [
        model(
            **{**row, "population": int(row["population"]) if row["population"] else None},
            vintage=VINTAGE,
            name_key=fold(row["name"]),
        )
        for row in csv.DictReader(lines)
    ]
    model.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def find_communes(text: str) -> list[Territory]:
    """The communes that a typed text names: a name, an INSEE code or a postcode.

    Of the latest vintage loaded; "Dijon (21000)" and "21231 Dijon" are read too. Empty where the
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
