"""Figures laid out as a number on its line, with its label on the lines below."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Claim
from probant.ingestion.reading.figure_codes import code_of, programme_at
from probant.ingestion.reading.figure_words import FIGURE, UNIT, number, unit_of, year_near

_STACKED = re.compile(rf"^\s*(?P<n>[+-]?{FIGURE})\s*(?P<unit>%|€)?\s*$")


def folded_line(document: Document, index: int) -> str:
    return document.folded[
        document.start_of(index) : document.start_of(index) + len(document.lines[index].text)
    ].strip()


def read_stacked(
    document: Document, index: int, year: int | None, claims: list[Claim], used: set[int]
) -> None:
    match = _STACKED.match(document.lines[index].text)
    if match is None:
        return
    labels: list[int] = []
    for i in range(index + 1, min(index + 7, len(document.lines))):
        line = folded_line(document, i)
        if not line and i == index + 1:
            continue
        if (
            not line
            or len(line) > 48
            or re.match(r"\d", line)
            or not re.match(r"[a-z]", line)
            or re.search(r":\s*\d", line)
        ):
            break
        labels.append(i)
    words = " ".join(folded_line(document, i) for i in labels)
    if not words or not UNIT.search(words):
        return
    printed = " ".join(document.lines[i].text.strip() for i in labels)
    used.update([index, *labels])
    offset = document.start_of(index)
    programme = programme_at(document.folded, offset)
    said = year_near(document, offset, year)
    head, _, rest = words.partition(" soit ")
    value = number(match["n"])
    if value is None:
        return
    where = document.line_where(index)
    claims.append(
        Claim(
            code_of(head, programme),
            printed[: len(head)].strip(),
            value,
            unit_of(head, match["unit"]),
            said,
            where,
            programme,
        )
    )
    inner = re.match(rf"(?P<n>{FIGURE})\s+(?P<label>.+)", rest)
    if inner and (part := number(inner["n"])) is not None:
        place = next((i for i in labels if inner["n"] in document.lines[i].text), index)
        claims.append(
            Claim(
                code_of(f"soit {rest}", programme),
                f"soit {rest}",
                part,
                unit_of(rest, None),
                said,
                document.line_where(place),
                programme,
            )
        )
    _breakdown(document, labels[-1] + 1, printed, said, claims, used)


def _breakdown(
    document: Document,
    start: int,
    parent: str,
    year: int | None,
    claims: list[Claim],
    used: set[int],
) -> None:
    """Lines "CRDVA : 5" under a figure: its parts."""
    for i in range(start, min(start + 8, len(document.lines))):
        match = re.match(
            rf"^\s*(?P<label>[^:\n]{{2,50}}?)\s*:\s*(?P<n>{FIGURE})\s*$", document.lines[i].text
        )
        if match is None:
            return
        value = number(match["n"])
        used.add(i)
        if value is not None:
            claims.append(
                Claim(
                    None,
                    f"{parent} : {match['label'].strip()}",
                    value,
                    None,
                    year,
                    document.line_where(i),
                    "part",
                )
            )
