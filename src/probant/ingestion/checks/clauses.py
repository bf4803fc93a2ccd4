"""A convention that holds: its articles follow each other, what it refers to exists."""

from __future__ import annotations

from dataclasses import replace

from probant.funding.rules.references import (
    Fault,
    Numbered,
    articles_to_nothing,
    gaps,
    lists_to_nothing,
)
from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.finding import Finding


def check_clauses(draft: Draft, document: Document) -> list[Finding]:
    """`article.gap`, `reference.dangling`."""
    articles = draft.articles
    if not articles:
        return []
    numbered = [Numbered(one.number, one.value, one.start) for one in articles]
    found = [
        replace(fault.finding, where=articles[fault.after].where)
        for fault in gaps(numbered, document.folded)
    ]
    start = articles[0].start
    faults: list[Fault] = [*lists_to_nothing(document.text, document.folded, start)]
    if not draft.truncated:
        values = frozenset(article.value for article in articles)
        faults += articles_to_nothing(document.folded, values, start)
    return [*found, *(located(fault, document) for fault in faults)]


def located(fault: Fault, document: Document) -> Finding:
    """The finding of a rule at its place in the document, or its places."""
    places = tuple(document.where(*span) for span in fault.spans)
    return replace(fault.finding, where=places[0] if len(places) == 1 else places)
