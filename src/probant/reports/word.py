"""DOCX of a report, to finish by hand: headings, paragraphs and tables with Word's own styles."""

import io
from collections.abc import Sequence
from typing import Any

from probant.reports.blocks import Content, Figures, Findings, Section, Table, Terms, Text
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_number

MOST_IN_PROPERTY = 255  # characters, of OPC core properties


def write_docx(content: Content) -> bytes:
    """The report as a Word document."""
    import docx  # loaded by who writes one, never by a page

    content = content.printable()
    document = docx.Document()
    document.core_properties.title = f"{content.title}, {content.subtitle}"[:MOST_IN_PROPERTY]
    document.core_properties.author = content.author[:MOST_IN_PROPERTY]
    document.core_properties.language = "fr-FR"
    document.add_heading(content.title, 0)
    document.add_paragraph(content.subtitle)
    document.add_paragraph(content.cut)
    for block in content.blocks:
        _add(document, block)
    document.add_paragraph(content.proof)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Any, block: Any) -> None:
    if isinstance(block, Section):
        if block.on_new_page:
            document.add_page_break()
        document.add_heading(block.title, block.level)
    elif isinstance(block, Text):
        document.add_paragraph(block.text)
    elif isinstance(block, Terms):
        for label, value in block.rows:
            document.add_paragraph(f"{label} : {value}")
    elif isinstance(block, Figures):
        rows = [
            (
                write_value(row.value, row.written),
                row.label,
                row.definition,
                write_number(row.records),
            )
            for row in block.rows
        ]
        _grid(document, ("Valeur", "Chiffre", "Définition", "Faits"), rows)
    elif isinstance(block, Table):
        document.add_paragraph(block.caption, style="Caption")
        cells = [[cell.text for cell in row.cells] for row in block.rows]
        _grid(document, [head.text for head in block.heads], cells)
    elif isinstance(block, Findings):
        for row in block.rows:
            document.add_paragraph(f"{row.label} : {row.message}", style="List Bullet")
        if not block.rows:
            document.add_paragraph(block.none)


def _grid(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Light Grid Accent 1"
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
