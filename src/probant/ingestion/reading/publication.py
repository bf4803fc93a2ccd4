"""When an article came out: a date on a short line above the text, or under it."""

from __future__ import annotations

import re
from datetime import date

from probant.ingestion.document import Document
from probant.kernel.finding import Where

_SAID = re.compile(
    r"\b(?:publiee?|paru[e]?|mis(?:e)? en ligne|poste|diffusee?|redige|ecrit)\b|\bpar\b|redaction|"
    r"\|| [-–—·•] "
)
_HEAD, _LONGEST = 14, 110


def read_publication(document: Document) -> tuple[date, Where] | None:
    """The first date of a line that says so, or that holds little else."""
    spots = [i for i, line in enumerate(document.lines) if line.text.strip()]
    for index in [*spots[:_HEAD], *spots[-2:]]:
        line = document.lines[index]
        start = document.start_of(index)
        end = start + len(line.text)
        day = next((d for d in document.dates if start <= d.start < end), None)
        if day is None or len(line.text.strip()) > _LONGEST:
            continue
        rest = (document.folded[start : day.start] + document.folded[day.end : end]).strip()
        if _SAID.search(document.folded[start:end]) or len(rest) < 20:
            return day.value, document.where(day.start, day.end)
    return None
