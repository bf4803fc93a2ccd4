"""PDF to pages of lines. The library is loaded only when a PDF is read."""

from __future__ import annotations

from probant.ingestion.document import Line
from probant.ingestion.texts.errors import UnreadableDocument
from probant.ingestion.texts.pdf_columns import page_lines

MAX_PAGES = 400
_UNPRINTED = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": " "})


def pdf_lines(data: bytes) -> tuple[list[Line], bool]:
    """The lines with their pages, and whether pages were left out. Raises `UnreadableDocument`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                "le PDF est protégé par un mot de passe : enregistrez-en une copie sans protection."
            ) from error
        raise UnreadableDocument("le PDF est abîmé ou n’en est pas un.") from error
    lines: list[Line] = []
    try:
        for index in range(min(len(document), MAX_PAGES)):
            page = document[index]
            textpage = page.get_textpage()
            texts = page_lines(textpage)
            textpage.close()
            page.close()
            lines += [
                Line(number, line.translate(_UNPRINTED).rstrip(), index + 1)
                for number, line in enumerate(texts, 1)
            ]
        truncated = len(document) > MAX_PAGES
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("le PDF est abîmé : une de ses pages ne s’ouvre pas.") from error
    finally:
        document.close()
    if not any(line.text.strip() for line in lines):
        raise UnreadableDocument(
            "aucun texte : document scanné. Demandez la version numérique, ou "
            "passez-le à la reconnaissance de caractères."
        )
    return lines, truncated
