"""Put an extract of a public register in the base, for look-ups without a network."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from probant.directory.models import RegisterEntry
from probant.directory.public_registers.extracts import open_extract

BATCH = 1000


@dataclass(frozen=True)
class Loaded:
    """What one loading did: lines put in, of which register, and those left out."""

    source: str
    kept: int
    elsewhere: int
    unreadable: int


def load_extract(
    path: Path,
    *,
    dated_on: datetime.date,
    department: str = "",
    progress: Callable[[int], None] = lambda done: None,
) -> Loaded:
    """Insert the lines of an extract, or bring those already there up to date; all or nothing.

    `department` ("21", "2A", "971") keeps its communes only: lines without a commune are then kept
    where the structure is already there. A file of establishments and one of legal units complete
    each other, in either order. Raises `UnreadableExtract`, OSError. Effects: `RegisterEntry`.
    """
    extract = open_extract(path)
    counts = {"kept": 0, "elsewhere": 0, "unreadable": 0}
    known: set[str] = set()
    has_place = "place_code" in extract.fills
    if department and not has_place:
        here = RegisterEntry.objects.filter(source=extract.source)
        known = set(here.values_list("number", flat=True).iterator())

    def entries() -> Iterator[RegisterEntry]:
        for values in extract.rows:
            if values is None:
                counts["unreadable"] += 1
            elif department and not (
                _is_in(values, department) if has_place else values["number"] in known
            ):
                counts["elsewhere"] += 1
            else:
                counts["kept"] += 1
                yield RegisterEntry(source=extract.source, dated_on=dated_on, **values)

    stream = entries()
    with transaction.atomic():
        while batch := list(islice(stream, BATCH)):
            once = {entry.number: entry for entry in batch}  # a file may repeat a line
            RegisterEntry.objects.bulk_create(
                once.values(),
                update_conflicts=True,
                unique_fields=["source", "number"],
                update_fields=["dated_on", *extract.fills],
            )
            progress(counts["kept"])
    return Loaded(extract.source, counts["kept"], counts["elsewhere"], counts["unreadable"])


def _is_in(values: dict[str, str], department: str) -> bool:
    """Whether a line is of a department, by its commune, else its postcode."""
    if values["place_code"]:
        return values["place_code"].startswith(department)
    return values["postcode"].startswith(department.replace("A", "0").replace("B", "0"))
