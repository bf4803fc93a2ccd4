"""Rows of a workbook (xlsx, ods, xls), each cell a plain value.

A cell is a text, a whole number, a decimal one, True or False, or None where it is empty; a day is
written "2024-03-31", an instant "2024-03-31T14:00:00". A formula gives its last result, a formula
in error its code ("#N/A"). A merged cell gives its value in its first cell alone.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import python_calamine as calamine

from probant.ingestion.spreadsheets.containers import MAX_COLUMNS
from probant.ingestion.spreadsheets.errors import UnreadableSheet

Cell = str | int | float | bool | None
_DAMAGED = (
    "le classeur est abîmé : ouvrez-le dans votre tableur, puis enregistrez-le de nouveau en xlsx."
)


class Book:
    """A workbook that is open; its sheets are read one at a time."""

    def __init__(self, data: bytes) -> None:
        try:
            self._book = calamine.load_workbook(io.BytesIO(data))
        except calamine.PasswordError as error:
            raise UnreadableSheet(
                "le classeur est protégé par un mot de passe : enregistrez-en une copie sans "
                "protection."
            ) from error
        except Exception as error:  # the library has many, all of which say that it cannot read
            raise UnreadableSheet(_DAMAGED) from error

    def sheets(self) -> list[tuple[str, bool]]:
        """Name of each sheet that holds cells, and whether it is shown."""
        return [
            (one.name, one.visible == calamine.SheetVisibleEnum.Visible)
            for one in self._book.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]

    def rows(
        self, name: str, faults: Mapping[tuple[int, int], str] | None = None
    ) -> Iterator[tuple[int, list[Cell]]]:
        """Number of the row in the sheet (1 is the first) and its cells; empty rows left out.

        `faults` gives the code of the cells in error, by row and column counted from 1: the
        library tells them as empty.
        """
        try:
            sheet = self._book.get_sheet_by_name(name)
            left = (sheet.start or (0, 0))[1]
            wrong: dict[int, list[tuple[int, str]]] = {}
            for (row_number, column), code in (faults or {}).items():
                wrong.setdefault(row_number, []).append((column - 1 - left, code))
            for number, cells in enumerate(sheet.iter_rows(), 1):
                row = [
                    (cell or None) if cell.__class__ is str else _plain(cell)
                    for cell in cells[:MAX_COLUMNS]
                ]
                for place, code in wrong.get(number, ()):
                    if 0 <= place < len(row):
                        row[place] = code
                if is_filled(row):
                    yield number, row
        except Exception as error:
            raise UnreadableSheet(_DAMAGED) from error


def is_filled(row: Sequence[Cell]) -> bool:
    """Whether a row holds anything but blanks."""
    return any(cell is not None and (cell.__class__ is not str or cell.strip()) for cell in row)


def _plain(cell: Any) -> Cell:
    kind = cell.__class__
    if kind is str:
        return cell or None
    if kind is float:
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if kind is int or kind is bool or cell is None:
        return cell
    if isinstance(cell, datetime.datetime):
        whole = cell.time() == datetime.time()
        return cell.date().isoformat() if whole else cell.isoformat(timespec="seconds")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(cell)
