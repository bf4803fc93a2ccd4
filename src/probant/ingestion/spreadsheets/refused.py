"""The rows that an import refused, as a workbook to mend and give back.

The columns of the file as they were, two last ones that say where the row was and why it was
refused; a file given back with them is read without them. A file that is read sheet by sheet gives
a workbook of the same sheets.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.kinds import State
from probant.ui.spreadsheets import sheet_name

REASON = "Pourquoi (Probant)"
LINE = "Ligne d’origine (Probant)"
TITLE = "À corriger"


def refused_workbook(one: Import) -> bytes:
    """The rows refused and the doubles left undecided, under the headings of their sheet."""
    tables = one.layout.get("tables") or [{"sheet": "", "columns": []}]
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    bold = book.add_format({"bold": True})
    marked = book.add_format({"text_wrap": True, "bg_color": "#fff2cc"})
    for table in tables:
        rows = one.rows.filter(state__in=(State.REFUSE, State.DOUBLE)).order_by("place")
        if len(tables) > 1:
            rows = rows.filter(sheet=table["sheet"][:100])
            if not rows.exists():
                continue
        sheet = book.add_worksheet(sheet_name(table["sheet"] if len(tables) > 1 else TITLE))
        headings = [column["name"] for column in table["columns"]]
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(headings) - 1, 0), 22)
        sheet.set_column(len(headings), len(headings), 12)
        sheet.set_column(len(headings) + 1, len(headings) + 1, 70, marked)
        sheet.write_row(0, 0, [*headings, LINE, REASON], bold)
        for line, cells in enumerate(_rows(rows, len(headings)), 1):
            for place, value in enumerate(cells):
                _write(sheet, line, place, value)
    if not book.worksheets():
        book.add_worksheet(TITLE)
    book.close()
    return stream.getvalue()


def _rows(rows: Any, width: int) -> Iterator[list[Any]]:
    for row in rows.iterator(1000):
        cells = [*(row.cells or ()), *([None] * width)][:width]
        twin = f" ({row.twin})" if row.twin else ""
        yield [*cells, row.number, f"{row.words}{twin}"]


def _write(sheet: Any, line: int, place: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_string(line, place, "oui" if value else "non")
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value)
    elif value is not None:
        sheet.write_string(line, place, str(value))
