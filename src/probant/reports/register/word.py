"""The extract as a Word document, to finish by hand, in the layout of the registers."""

import io
from typing import Any

from probant.reports.blocks import printable
from probant.reports.definition import ReportOrder
from probant.reports.register.extract import Extract, extract_of, in_columns

MOST_IN_PROPERTY = 255


def write_docx(order: ReportOrder) -> bytes:
    """The extract of an act. Raises `NoReport`."""
    return document_of(extract_of(order))


def document_of(extract: Extract) -> bytes:
    """The same words as the PDF, with Word's own styles."""
    import docx  # loaded by who writes one, never by a page
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    extract = printable(extract)
    document = docx.Document()
    document.core_properties.title = f"{extract.title}, {extract.sitting}"[:MOST_IN_PROPERTY]
    document.core_properties.author = extract.author[:MOST_IN_PROPERTY]
    document.core_properties.language = "fr-FR"
    for text, level in ((extract.title, 1), (f"{extract.body}, {extract.organisation}", 2)):
        document.add_heading(text, level).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in (extract.sitting, extract.number, extract.ended):
        if text:
            document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _pairs(document, extract.officers + extract.counts)
    _members(document, extract)
    document.add_heading(f"Objet : {extract.subject}", 2)
    for text in (extract.opening, *extract.visas, *extract.recitals):
        if text:
            document.add_paragraph(text)
    if extract.decisions:
        document.add_heading(extract.deciding, 3)
        for text in extract.decisions:
            document.add_paragraph(text, style="List Number")
    for text in extract.amounts:
        document.add_paragraph(text)
    if extract.result:
        document.add_heading("Scrutin", 3)
        _pairs(document, extract.votes)
        document.add_paragraph(extract.result.capitalize())
    _pairs(document, extract.formalities)
    signed = document.add_paragraph("Pour extrait conforme")
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if extract.signatory:
        document.add_paragraph(extract.signatory).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(extract.proof)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _pairs(document: Any, rows: tuple[tuple[str, str], ...]) -> None:
    for label, value in rows:
        document.add_paragraph(f"{label} : {value}")


def _members(document: Any, extract: Extract) -> None:
    if extract.present:
        document.add_heading("Membres présents", 3)
        columns = in_columns(extract.present, 3)
        table = document.add_table(rows=1, cols=3)
        for cell, names in zip(table.rows[0].cells, columns, strict=True):
            cell.text = "\n".join(names)
    if extract.absent:
        document.add_heading("Membres absents ou excusés", 3)
        for name in extract.absent:
            document.add_paragraph(name)
