"""A file that holds several documents one after the other: where each begins."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from probant.ingestion.document import Document

_TITLE = re.compile(
    r"^\W{0,10}(?:(?P<deliberation>extraits?\s+du\s+registre\s+des\s+deliberations)|"
    r"(?P<convention>(?:avenant[^\n]{0,30} )?conventions?\s+(?:de|d'|pluri|annuelle|"
    r"relative|financiere|cadre|d’)\w*)|"
    r"(?P<sheet>fiche[- ]actions?\s*(?:n\s?°\s*)?(?P<number>\d{1,2}))|"
    r"(?P<report>rapport\s+d'activites?\s+20\d\d))",
    re.M,
)
_MIN_LINES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file: its document, which keeps the line numbers of the file, and the title
    that opens it.
    """

    document: Document
    title: str


def split(document: Document) -> list[Part]:
    """The documents of a file, in order; the file itself where it holds one."""
    marks: list[tuple[int, str]] = []
    for match in _TITLE.finditer(document.folded):
        index = document.index_at(match.end() - 1)
        line = document.lines[index].text
        kind = next(k for k in ("deliberation", "convention", "sheet", "report") if match[k])
        identity = f"{kind} {match['number']}" if kind == "sheet" else kind
        if not _is_title(document, index, line, kind) or (marks and marks[-1][1] == identity):
            continue
        if marks and index - marks[-1][0] < _MIN_LINES:
            continue
        if kind in ("deliberation", "report") and any(m == identity for _, m in marks):
            continue
        marks.append((index, identity))
    if len(marks) < 2 or len({mark for _, mark in marks}) < 2:
        return [Part(document, "")]
    edges = [0, *(index for index, _ in marks[1:]), len(document.lines)]
    return [
        Part(document.slice(first, last), document.lines[marks[i][0]].text.strip(" *#"))
        for i, (first, last) in enumerate(itertools.pairwise(edges))
    ]


def _is_title(document: Document, index: int, line: str, kind: str) -> bool:
    """A title stands alone: short, in capitals or bold, or the whole line."""
    words = line.strip(" *#\t")
    if len(words) > 110 or words.endswith((".", ";", ",")):
        return False
    letters = [c for c in words if c.isalpha()]
    upper = sum(c.isupper() for c in letters) > 0.7 * len(letters)
    marked = line.lstrip().startswith(("**", "#"))
    if kind == "convention":
        below = document.folded[document.start_of(index) : document.start_of(index) + 1500]
        return (upper or marked) and bool(
            re.search(r"^\W*entre\b|article\s+(?:1|i\b|premier)|parties\s*:", below, re.M)
        )
    return upper or marked or index < 12
