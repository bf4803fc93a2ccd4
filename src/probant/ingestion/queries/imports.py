"""Imports of a house, rows of one, and what its possible doubles look like in the books."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from probant.directory.models import Organisation, Person
from probant.ingestion.models import Import, ImportRow
from probant.ingestion.spreadsheets.kinds import State
from probant.kernel.actor import Actor
from probant.kernel.identifiers import write_siren, write_siret


def import_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The imports of the actor's house as `values()` rows."""
    return Import.objects.visible_to(actor).values(
        "id", "name", "kind", "state", "row_count", "counts", "received_at", "received_by_id"
    )


def rows_of(one: Import, state: str) -> QuerySet[Any, Any]:
    """The rows of an import kept in one state, as `values()` rows."""
    rows = ImportRow.objects.filter(owner=one)
    if state in set(State):
        rows = rows.filter(state=state)
    return rows.values("id", "place", "number", "sheet", "state", "label", "words", "twin")


@dataclass(frozen=True)
class Pair:
    """A row of the file beside what it may double."""

    row: ImportRow
    known: str
    lines: tuple[str, ...]
    route: str = ""
    number: int = 0


def doubles_of(one: Import, limit: int) -> list[Pair]:
    """The first possible doubles, side by side with the books. 3 queries."""
    rows = list(one.rows.filter(state=State.DOUBLE).order_by("place")[:limit])
    structures = Organisation.objects.in_bulk(_ids(rows, "organisation"))
    people = Person.objects.filter(house_id=one.house_id).in_bulk(_ids(rows, "person"))
    return [_pair(row, structures, people) for row in rows]


def _ids(rows: Iterable[ImportRow], kind: str) -> list[int]:
    return [row.twin_id for row in rows if row.twin_kind == kind and row.twin_id]


def _pair(row: ImportRow, structures: dict[int, Any], people: dict[int, Any]) -> Pair:
    if row.twin_kind == "organisation" and row.twin_id in structures:
        known = structures[row.twin_id]
        number = write_siret(known.siret) if known.siret else write_siren(known.siren)
        told = (known.place_name, number.strip(), known.rna, known.email, known.telephone)
        lines = tuple(text for text in told if text)
        return Pair(row, known.name, lines, "directory:sheet", known.pk)
    if row.twin_kind == "person" and row.twin_id in people:
        person = people[row.twin_id]
        lines = tuple(text for text in (person.email, person.telephone) if text)
        return Pair(row, str(person), lines, "directory:person", person.pk)
    return Pair(row, row.twin, ())
