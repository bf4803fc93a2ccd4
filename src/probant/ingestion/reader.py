"""Read one file: text, parts, parser, checks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import cast

from probant.ingestion.checks.all import check
from probant.ingestion.checks.naming import check_names
from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.parser import THRESHOLD, Parser
from probant.ingestion.splitting import split
from probant.ingestion.texts import MAX_BYTES, read_file
from probant.kernel.finding import by_severity
from probant.kernel.registry import discover

_CUT = re.compile(r"\[\s*(?:suite )?coup[ée]e?\s*\]|\[\s*(?:suite )?tronqu[ée]e?\s*\]", re.I)
_LISTS = ("decisions", "amounts", "items", "parties", "articles", "clauses", "budgets", "claims")
_SCALARS = (
    "body", "session_date", "convened_on", "president", "secretary", "rapporteur",
    "attendance", "vote", "published_on", "transmitted_on",
)  # fmt: skip


@cache
def parsers() -> tuple[Parser, ...]:
    """The parsers, discovered: one file each in `ingestion/parsers/`."""
    return tuple(
        cast("Parser", item) for item in discover("probant.ingestion.parsers", "PARSER").values()
    )


def best_parser(document: Document) -> Parser | None:
    """The parser surest of the document, or None where none is sure enough."""
    scored = [(parser.recognise(document), parser) for parser in parsers()]
    score, parser = max(scored, key=lambda pair: pair[0])
    return parser if score >= THRESHOLD else None


def read_document(document: Document) -> Draft:
    """The draft of a document, with the findings of its parts."""
    drafts = []
    for part in split(document):
        parser = best_parser(part.document)
        draft = parser.parse(part.document) if parser else Draft(truncated=part.document.truncated)
        draft.truncated = draft.truncated or bool(_CUT.search(part.document.text))
        draft.findings = check(draft, part.document)
        drafts.append((part, draft))
    whole = drafts[0][1]
    if len(drafts) > 1:
        whole.parts = [
            {
                "kind": d.kind,
                "line": p.document.lines[0].number,
                "title": p.title,
                "subject": d.subject,
            }
            for p, d in drafts
        ]
        for _, draft in drafts[1:]:
            _join(whole, draft)
    # Names are held against each other over all the parts: a deliberation and its convention name
    # one body twice.
    whole.findings = by_severity([*whole.findings, *check_names(whole)])
    return whole


def _join(whole: Draft, part: Draft) -> None:
    """What the parts give is found in the whole: the first value of each field, all the lists."""
    for name in _SCALARS:
        if getattr(whole, name) is None:
            setattr(whole, name, getattr(part, name))
    for name in _LISTS:
        values = getattr(part, name)
        if name == "amounts":
            values = [a for a in values if all(a.cents != k.cents for k in whole.amounts)]
        getattr(whole, name).extend(values)
    whole.findings = by_severity([*whole.findings, *part.findings])
    whole.truncated = whole.truncated or part.truncated
    whole.organisations |= part.organisations


def read_path(path: Path, *, limit: int = MAX_BYTES) -> tuple[Document, Draft]:
    """A file read to its draft. Raises `UnreadableDocument`."""
    document = read_file(path, limit=limit)
    return document, read_document(document)
