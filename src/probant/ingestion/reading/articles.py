"""Numbered articles of a convention: "Article I - Objet", "ARTICLE 1er : …", "Art. 3 –"."""

from __future__ import annotations

from probant.funding.rules.articles import headings
from probant.ingestion.document import Document
from probant.ingestion.draft import Article


def read_articles(document: Document) -> list[Article]:
    """The articles that open a line, in order. A law cited at the start of a line ("article 10 de
    la loi") is none.
    """
    return [
        Article(
            found.number,
            found.value,
            found.title,
            document.where(found.start, found.end),
            found.start,
        )
        for found in headings(document.text, document.folded)
    ]
