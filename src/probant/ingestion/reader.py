"""Read one file: text, parts, parser, checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from probant.ingestion.amending import Decided, amend
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


def read_document(document: Document, decided: Decided = ()) -> Draft:
    """The draft of a document, with the findings of its parts.

    `decided` is what a person decided of the values of an earlier reading of the same text: the
    findings are then those of what stands.
    """
    drafts = [(part, _parse(part.document)) for part in split(document)]
    whole = drafts[0][1]
    if len(drafts) > 1:
        whole = _whole(whole)
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
    if decided:
        _amend(whole, [draft for _, draft in drafts], decided)
    found = [finding for part, draft in drafts for finding in check(draft, part.document)]
    # Names are held against each other over all the parts: a deliberation and its convention name
    # one body twice.
    whole.findings = by_severity([*found, *check_names(whole)])
    return whole


def _parse(document: Document) -> Draft:
    parser = best_parser(document)
    draft = parser.parse(document) if parser else Draft(truncated=document.truncated)
    draft.truncated = draft.truncated or bool(_CUT.search(document.text))
    return draft


def _whole(first: Draft) -> Draft:
    """A draft that other parts may join, and the first part stays as it is."""
    lists: dict[str, Any] = {name: list(getattr(first, name)) for name in _LISTS}
    return replace(first, organisations=set(first.organisations), **lists)


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
    whole.truncated = whole.truncated or part.truncated
    whole.organisations |= part.organisations


def _amend(whole: Draft, parts: Sequence[Draft], decided: Decided) -> None:
    """Amend the whole, and the part that each value came from."""
    before = replace(whole)
    held = [(name, one) for name in _LISTS for one in getattr(whole, name)]
    amend(whole, decided)
    kept = {(name, id(one)) for name in _LISTS for one in getattr(whole, name)}
    gone = {id(one) for name, one in held if (name, id(one)) not in kept}
    for part in parts:
        for name in (*_SCALARS, "number", "subject"):
            if getattr(part, name) == getattr(before, name):
                setattr(part, name, getattr(whole, name))
        for name in _LISTS:
            setattr(part, name, [one for one in getattr(part, name) if id(one) not in gone])


def read_path(path: Path, *, limit: int = MAX_BYTES) -> tuple[Document, Draft]:
    """A file read to its draft. Raises `UnreadableDocument`."""
    document = read_file(path, limit=limit)
    return document, read_document(document)
