"""The rows that an import refused, as a workbook to mend and give back.

The columns of the file as they were, a last one that says why; a file given back with that column
is read without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.kinds import State
from probant.ui.spreadsheets import xlsx_bytes

REASON = "Pourquoi (Probant)"
LINE = "Ligne d’origine (Probant)"


def refused_workbook(one: Import) -> bytes:
    """The rows refused and the doubles left undecided, with the headings of their file."""
    tables = one.layout.get("tables") or [{"columns": []}]
    headings = [column["name"] for column in tables[0]["columns"]]
    return xlsx_bytes([*headings, LINE, REASON], _rows(one, len(headings)), title="À corriger")


def _rows(one: Import, width: int) -> Iterator[list[Any]]:
    found = one.rows.filter(state__in=(State.REFUSE, State.DOUBLE)).order_by("place")
    for row in found.iterator(1000):
        cells = [*(row.cells or ()), *([None] * width)][:width]
        twin = f" ({row.twin})" if row.twin else ""
        yield [*cells, row.number, f"{row.words}{twin}"]
