"""The DLA as a workbook: a sheet for each object, columns as the mapping names them."""

import datetime
import io
from typing import Any

import xlsxwriter

from probant.support.catalogue import DlaColumn, DlaColumns, dla_columns
from probant.support.queries.dla_rows import dla_rows
from probant.ui.spreadsheets import sheet_name

WIDTH = 20


def dla_workbook(house_id: int) -> bytes:
    """The workbook of a house's DLA; a first sheet says what the columns are worth."""
    mapping, rows = dla_columns(), dla_rows(house_id)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        "head": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "euros": book.add_format({"num_format": "#,##0.00"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _cover(book.add_worksheet("Lisez-moi"), mapping, formats)
    for one in mapping.sheets:
        sheet = book.add_worksheet(sheet_name(one.title))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(one.columns) - 1, WIDTH)
        sheet.write_row(0, 0, [column.heading for column in one.columns], formats["head"])
        for line, row in enumerate(rows[one.code], 1):
            for place, column in enumerate(one.columns):
                _write(sheet, line, place, value_of(mapping, column, row), column, formats)
    book.close()
    return stream.getvalue()


def value_of(mapping: DlaColumns, column: DlaColumn, row: dict[str, Any]) -> Any:
    """What is written in a cell: a word, a day, a number in the unit that people read."""
    value = row.get(column.field)
    if value is None or value == "":
        return None
    if column.kind == "word":
        return mapping.say(column.words, value)
    if column.kind in ("hundredths", "cents"):
        return value / 100
    if column.kind == "flag":
        return "oui" if value else "non"
    return value


def _write(sheet: Any, line: int, place: int, value: Any, column: DlaColumn, formats: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime.date):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, formats["euros"] if column.kind == "cents" else None)
    else:
        sheet.write_string(line, place, str(value))


def _cover(sheet: Any, mapping: DlaColumns, formats: Any) -> None:
    assumed = sum(column.assumed for one in mapping.sheets for column in one.columns)
    sheet.set_column(0, 0, 110)
    lines = [
        "Le DLA, tel qu’il est tenu dans Probant : une feuille par objet.",
        mapping.source,
        f"{assumed} colonnes sont supposées : aucun extrait de l’outil national n’a encore été vu.",
        "Ce classeur se relit tel quel : « N° dossier » et « N° ingénierie » sont nos numéros.",
    ]
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, text, formats["wrap"])
