"""XLSX of a report: one sheet a table, numbers as numbers, amounts in euros, links kept."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from probant.reports.blocks import (
    Appraisal,
    Block,
    Chart,
    Content,
    Figures,
    Findings,
    Logos,
    Photo,
    Prose,
    Quote,
    Section,
    Table,
    Terms,
    Text,
    printable,
)
from probant.reports.charts.tables import table_of
from probant.ui.spreadsheets import sheet_name

WIDTHS = (14, 60, 18, 18, 18, 18)
#: Of the appraisals of a publication.
JUDGED = (
    *("Indicateur", "Question", "Année", "Degré", "Échelle", "Année d’avant", "Appréciation"),
    *("Ce qui l’étaye", "Appréciée le", "Clef", "Empreinte"),
)
JUDGED_WIDTHS = (30, 40, 8, 16, 24, 16, 60, 50, 18, 36, 36)
MOST_ROWS = 1_000_000  # of a sheet: the format takes 1 048 576


@dataclass(frozen=True)
class Listing:
    """A long list, written row after row and never held: the records behind the figures."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_xlsx(content: Content, listings: Sequence[Listing] = ()) -> bytes:
    """The report as a workbook: a first sheet that says what it is, its tables, then lists.

    Rows go to the disk as they are written, so the memory does not follow their number.
    """
    content = content.printable()
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, {**options, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": f"{content.title}, {content.subtitle}"[:255]})
    sheets = _Sheets(book, content)
    sheets.write()
    for one in listings:
        sheets.listing(one)
    book.close()
    return stream.getvalue()


def _said(block: Block) -> list[str]:
    """What a block gives to read in a workbook: its words, what a picture shows."""
    if isinstance(block, Text):
        return [block.text]
    if isinstance(block, Prose):
        return [one.text for one in block.paragraphs]
    if isinstance(block, Quote):
        return [block.text, block.signed]
    if isinstance(block, Photo):
        return [f"Photo : {block.alt}"]
    if isinstance(block, Logos):
        return [", ".join([*(one.alt for one in block.logos), *block.names])]
    return []


class _Sheets:
    def __init__(self, book: xlsxwriter.Workbook, content: Content) -> None:
        self.book, self.content = book, content
        self.bold = book.add_format({"bold": True})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.euros = book.add_format({"num_format": "#,##0.00 [$€-40C]"})
        self.used: set[str] = set()

    def write(self) -> None:
        cover = self._sheet("Présentation")
        line = self._lines(cover, 0, self._cover_lines())
        judged: list[Appraisal] = []
        for block in self.content.blocks:
            if isinstance(block, Terms):
                line = self._lines(cover, line, block.rows)
            elif isinstance(block, Figures):
                self._figures(block)
            elif isinstance(block, Table | Chart):
                self._table(table_of(block) if isinstance(block, Chart) else block)
            elif isinstance(block, Findings):
                self._findings(block)
            elif isinstance(block, Appraisal):
                judged.append(block)
            elif isinstance(block, Section):
                cover.write_string(line, 0, block.title, self.bold)
                line += 1
            else:
                for text in _said(block):
                    cover.write_string(line, 0, text)
                    line += 1
        cover.write_string(line + 1, 0, self.content.proof)
        if judged:
            self._appraisals(judged)

    def _appraisals(self, judged: Sequence[Appraisal]) -> None:
        """What was judged, a row each, with what it rests on."""
        sheet = self._sheet("Appréciations")
        for column, width in enumerate(JUDGED_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, JUDGED, self.bold)
        for line, one in enumerate(judged, 1):
            evidence = "\n".join(each.line for each in one.evidence)
            support = evidence if one.is_supported else f"{evidence}\nnon étayée".strip()
            sheet.write_string(line, 0, one.label, self.wrap)
            sheet.write_string(line, 1, f"{one.question} ({one.scope})", self.wrap)
            sheet.write_number(line, 2, one.year)
            told = (one.word, ", ".join(one.scale), one.before, "\n".join(one.lines), support)
            for column, text in enumerate((*told, one.said_on, one.key, one.digest), 3):
                sheet.write_string(line, column, text, self.wrap)

    def _cover_lines(self) -> list[tuple[str, str]]:
        content = self.content
        return [
            ("Rapport", content.title),
            ("Objet", content.subtitle),
            ("Établi par", content.author),
            ("Arrêté", content.cut),
        ]

    def _lines(self, sheet: Worksheet, line: int, rows: Iterable[tuple[str, str]]) -> int:
        for label, value in rows:
            sheet.write_string(line, 0, label)
            sheet.write_string(line, 1, value)
            line += 1
        return line

    def _sheet(self, title: str) -> Worksheet:
        name, number = sheet_name(title), 2
        while name.casefold() in self.used:
            name, number = f"{sheet_name(title)[:27]} ({number})", number + 1
        self.used.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        return sheet

    def listing(self, listing: Listing) -> None:
        """A sheet of rows as they come: days are dates, numbers are numbers, texts stay texts."""
        sheet = self._sheet(listing.title)
        sheet.write_row(0, 0, listing.headings, self.bold)
        day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(listing.rows, 1):
            if line > MOST_ROWS:
                sheet.write_string(line, 0, "… la suite ne tient pas sur une feuille")
                break
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, value, day)  # type: ignore[arg-type,unused-ignore]
                elif isinstance(value, int):
                    sheet.write_number(line, place, value)
                elif value:
                    sheet.write_string(line, place, printable(str(value)))

    def _figures(self, block: Figures) -> None:
        sheet = self._sheet("Chiffres")
        heads = ["Valeur", "Chiffre", "Unité", "Définition", "Code", "Faits", "Preuve"]
        if block.before_label:
            heads.append(block.before_label)
        sheet.write_row(0, 0, heads, self.bold)
        for line, row in enumerate(block.rows, 1):
            values = [row.number, row.label, row.unit, row.definition, row.code, row.records]
            sheet.write_row(line, 0, values)
            sheet.write_url(line, 6, row.href, string="Voir les faits")
            if row.before is not None:
                sheet.write_number(line, 7, row.before / 100 if row.written else row.before)

    def _table(self, block: Table) -> None:
        sheet = self._sheet(block.caption)
        sheet.write_row(0, 0, [head.text for head in block.heads], self.bold)
        for line, row in enumerate(block.rows, 1):
            for place, cell in enumerate(row.cells):
                if cell.number is None:
                    sheet.write_string(line, place, cell.text)
                elif cell.cents:
                    sheet.write_number(line, place, cell.number / 100, self.euros)
                else:
                    sheet.write_number(line, place, cell.number)

    def _findings(self, block: Findings) -> None:
        sheet = self._sheet("Anomalies ouvertes")
        sheet.write_row(0, 0, ["Gravité", "Message", "Code", "Où"], self.bold)
        for line, row in enumerate(block.rows, 1):
            sheet.write_row(line, 0, [row.label, row.message, row.code, row.place])
