"""A row of the extract read by the mapping of the national tool's columns."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from probant.ingestion.spreadsheets.cells import READERS, UnreadableCell, is_fault, plain
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.kinds import Line
from probant.kernel.dates import write_short_date
from probant.support.catalogue import DlaSheet, dla_columns

_READS = {
    "text": "text", "day": "day", "count": "count", "hundredths": "hundredths", "cents": "cents",
    "siren": "identifier", "siret": "identifier", "rna": "rna", "insee": "text", "mark": "count",
    "flag": "flag", "word": "text",
}  # fmt: skip


def sheet_of(title: str) -> str:
    """The object that a sheet of that title holds; the cases where the file has one sheet only."""
    if not title:
        return "case"
    return next((one.code for one in dla_columns().sheets if one.answers_to(title)), "")


def sheet_fields(code: str) -> Sequence[Field]:
    """The columns of an object, as the mapping file names them."""
    sheet = dla_columns().sheet(code)
    return tuple(
        Field(
            one.field,
            one.heading,
            one.also,
            _READS[one.kind],
            sheet.title,
            assumed=one.assumed,
        )
        for one in sheet.columns
    )


def read_row(sheet: DlaSheet, line: Line) -> tuple[dict[str, Any], str]:
    """The values of a row by field; why it cannot be read, or an empty text."""
    values: dict[str, Any] = {}
    for column in sheet.columns:
        raw = line.cells.get(column.field)
        if raw is None or plain(raw) == "":
            continue
        if is_fault(raw):
            return values, f"La formule de « {column.heading} » est en erreur ({raw})."
        if column.kind == "word":
            code = dla_columns().read(column.words, plain(raw))
            if code is None and column.key:
                return values, f"« {plain(raw)} » n’est pas un mot connu de « {column.heading} »."
            if code is not None:
                values[column.field] = code
            continue
        try:
            found = READERS[_READS[column.kind]](raw).value
        except UnreadableCell as error:
            if column.key or column.kind in ("siren", "siret", "day"):
                return values, str(error)
            continue
        values[column.field] = found[1] if column.kind in ("siren", "siret") else found
    return values, ""


def day_of(values: dict[str, Any]) -> datetime.date | None:
    """The day of what a row tells."""
    for name in ("occurred_on", "contracted_on", "signed_on", "asked_on", "opened_on"):
        day: datetime.date | None = values.get(name)
        if day is not None:
            return day
    return None


def said(value: Any) -> str:
    """A value as it is told to a person."""
    if isinstance(value, datetime.date):
        return write_short_date(value)
    return "rien" if value is None else str(value)
