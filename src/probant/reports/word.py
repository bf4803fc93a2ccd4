"""DOCX of a report, to finish by hand: headings, paragraphs and tables with Word's own styles."""

import base64
import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from probant.reports.blocks import (
    Appraisal,
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
)
from probant.reports.charts.keeping import drawn
from probant.reports.charts.tables import table_of
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_number

MOST_IN_PROPERTY = 255  # characters, of OPC core properties


def write_docx(content: Content) -> bytes:
    """The report as a Word document."""
    import docx  # loaded by who writes one, never by a page

    content = drawn(content.printable(), "png")
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
        _styled(document, block.title, f"Heading {block.level}")
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
        _styled(document, block.caption, "Caption")
        cells = [[cell.text for cell in row.cells] for row in block.rows]
        _grid(document, [head.text for head in block.heads], cells)
    elif isinstance(block, Findings):
        for row in block.rows:
            _styled(document, f"{row.label} : {row.message}", "List Bullet")
        if not block.rows:
            document.add_paragraph(block.none)
    else:
        _add_of_publication(document, block)


STYLES = {"body": None, "heading": "Heading 3", "item": "List Bullet", "quote": "Quote"}
MARKS = {"unsupported": " [non étayé]", "wrong": " [contredit par son chiffre]"}


def _add_of_publication(document: Any, block: Any) -> None:
    """Texts, words of people, charts and pictures: what only publications hold."""
    if isinstance(block, Prose):
        for paragraph in block.paragraphs:
            _paragraph(document, paragraph)
    elif isinstance(block, Quote):
        document.add_paragraph(block.text, style="Quote")
        document.add_paragraph(block.signed)
    elif isinstance(block, Chart):
        if block.drawing:
            _picture(document, base64.b64decode(block.drawing), 15.5, _seen(block))
        _add(document, table_of(block))
    elif isinstance(block, Appraisal):
        _appraisal(document, block)
    elif isinstance(block, Photo):
        _picture(document, base64.b64decode(block.jpeg), 12, block.alt)
        document.add_paragraph(block.caption, style="Caption")
    elif isinstance(block, Logos):
        for logo in block.logos:
            _picture(document, bytes(logo.bytes), 3, logo.alt)
        if block.names:
            document.add_paragraph(", ".join(block.names))


def _appraisal(document: Any, block: Appraisal) -> None:
    label = document.add_paragraph()
    label.add_run(block.label).bold = True
    label.paragraph_format.keep_with_next = True
    document.add_paragraph(f"{block.question} ({block.scope})").runs[0].italic = True
    degree = document.add_paragraph()
    degree.add_run(block.said).bold = True
    degree.add_run("".join(f" · {one}" for one in block.beside))
    for line in block.lines:
        document.add_paragraph(line)
    for one in block.evidence:
        _styled(document, one.line, "List Bullet")
    document.add_paragraph(block.proof)


def _seen(chart: Chart) -> str:
    return f"{chart.title}. {chart.description}"


def _paragraph(document: Any, paragraph: Any) -> None:
    added = document.add_paragraph(style=STYLES[paragraph.style])
    for run in paragraph.runs:
        words = added.add_run(run.text + MARKS.get(run.mark, ""))
        words.bold, words.italic = run.is_strong or None, run.is_soft or None
        if run.note:
            added.add_run(f"({run.note})").font.superscript = True


def _picture(document: Any, data: bytes, centimetres: float, alt: str) -> None:
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(data), width=Cm(centimetres))
    shape._inline.docPr.set("descr", alt)


def _styled(document: Any, text: str, style: str) -> None:
    """A paragraph of one of Word's own styles, by its id: sought by name, each costs a walk over
    all the styles of the document."""
    document.add_paragraph(text)._p.style = _style_ids()[style]


@cache
def _style_ids() -> dict[str, str]:
    import docx

    return {one.name: one.style_id for one in docx.Document().styles}


def _grid(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, written row by row in its elements: a long one is not walked over at each cell."""
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table._tbl.tblStyle_val = _style_ids()["Light Grid Accent 1"]
    for row, texts in zip(table._tbl.tr_lst, (heads, *rows), strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = text
