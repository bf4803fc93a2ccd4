"""Lists as CSV and XLSX, for people who open them in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_START = frozenset("=+-@\t\r\n")  # of what a spreadsheet would compute
#: Where a cell of a CSV text may begin so; they find more than there is, never less. They look for
#: the rare character, then at what stands before it: the other way round takes five times longer.
_SUSPECTS = (re.compile(r'[=+\-@\t](?<=[;\n"].)'), re.compile(r'"[\r\n](?<=[;\n]"[\r\n])'))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the rows as CSV: UTF-8 with its mark, semicolons, as French spreadsheets open it.

    A text that a spreadsheet would take for a formula is preceded by an apostrophe.
    """
    kept = list(rows)
    first = [_harmless(heading) for heading in headings]
    text = _csv(first, kept)
    # rare: looking at each value costs as much as the writing
    if any(suspect.search(text) for suspect in _SUSPECTS):
        text = _csv(first, ([_harmless(value) for value in row] for row in kept))
    return b"\xef\xbb\xbf" + text.encode()


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return stream.getvalue()


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in _START else value


def xlsx_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """Return the rows as one sheet; days are dates, numbers are numbers, texts stay texts."""
    stream = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    book = xlsxwriter.Workbook(stream, options)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(sheet_name(title))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, 22)
    sheet.write_row(0, 0, headings, bold)
    write_text, write_number = sheet.write_string, sheet.write_number
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if value.__class__ is str:
                write_text(line, place, value)
            elif isinstance(value, bool):
                write_text(line, place, "oui" if value else "non")
            elif isinstance(value, int | float):
                write_number(line, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, day)  # type: ignore[arg-type,unused-ignore]
            elif value is not None:
                write_text(line, place, str(value))
    book.close()
    return stream.getvalue()


def sheet_name(title: str) -> str:
    """Return a title as a spreadsheet accepts it: 31 characters, without []:*?/\\."""
    return (
        "".join(" " if char in "[]:*?/\\" else char for char in title)[:31].strip(" '") or "Liste"
    )


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep, under a plain name."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
