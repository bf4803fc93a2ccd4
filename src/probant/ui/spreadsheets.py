"""Lists as CSV and XLSX, for people who open them in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

BATCH = 2000  # rows written at once
LIGHT = 2**20  # bytes of a file that is given whole
_MARK = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8
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
    return _MARK + _csv([[_harmless(heading) for heading in headings], *rows])


def write_csv(stream: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write what `csv_bytes` returns, a batch of rows after the other: memory stays flat."""
    stream.write(csv_bytes(headings, ()))
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        stream.write(_csv(batch))


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    text = _written(rows)
    after_line = "\n" + text
    # rare: looking at each value costs as much as the writing
    if any(suspect.search(after_line) for suspect in _SUSPECTS):
        text = _written([_harmless(value) for value in row] for row in rows)
    return text.encode()


def _written(rows: Iterable[Sequence[Any]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in _START else value


def xlsx_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """Return the rows as one sheet; days are dates, numbers are numbers, texts stay texts."""
    stream = io.BytesIO()
    write_xlsx(stream, headings, rows, title=title)
    return stream.getvalue()


def write_xlsx(
    stream: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str
) -> None:
    """Write what `xlsx_bytes` returns; rows are let go as they are written."""
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


def attached(file: IO[bytes], name: str, kind: str) -> HttpResponseBase:
    """Return what was written to a file, from its beginning; a heavy one is read as it is sent."""
    size = file.tell()
    file.seek(0)
    if size <= LIGHT:
        with file:
            return attachment(file.read(), name, kind)
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
