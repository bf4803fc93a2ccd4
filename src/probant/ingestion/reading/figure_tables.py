"""Figures in a table whose columns are years: "Indicateur | 2022 | 2023", then a label and its
values on each row.
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Claim
from probant.ingestion.reading.cells import cells
from probant.ingestion.reading.figure_codes import code_of, programme_at
from probant.ingestion.reading.figure_words import FIGURE, UNIT, number, unit_of

_YEAR = re.compile(r"(?:(?:en|annee|exercice|bilan)\s+)?(?P<year>(?:19|20)\d\d)")
_VALUE = re.compile(rf"(?P<n>{FIGURE})\s*(?P<unit>%)?")
_RULE = re.compile(r"[\s|:+=-]*")


def read_tables(document: Document, claims: list[Claim], used: set[int]) -> None:
    """Add the claims of the tables by year; their lines are `used` up."""
    years: list[int] = []
    for index, line in enumerate(document.lines):
        row = [cell.text.strip(" *") for cell in cells(line.text)]
        if line.text.rstrip().endswith("|"):
            row = row[:-1]
        opened = _years(row)
        if opened:
            years = opened
            used.add(index)
        elif years and _RULE.fullmatch(line.text) and line.text.strip():
            continue
        elif years and not _row(document, index, row, years, claims, used):
            years = []


def _years(row: list[str]) -> list[int]:
    """The years of a header row: all its cells but the first, which names the figures or is
    empty.
    """
    found = [_YEAR.fullmatch(fold_in_place(cell)) for cell in row[1:]]
    if not found or not all(found) or _YEAR.fullmatch(fold_in_place(row[0])):
        return []
    return [int(match["year"]) for match in found if match]


def _row(
    document: Document,
    index: int,
    row: list[str],
    years: list[int],
    claims: list[Claim],
    used: set[int],
) -> bool:
    values = [_VALUE.fullmatch(cell) for cell in row[1:]]
    label = fold_in_place(row[0])
    if len(values) != len(years) or not any(values) or not re.search(r"[a-z]{3}", label):
        return False
    used.add(index)
    if not UNIT.search(label):
        return True
    programme = programme_at(document.folded, document.start_of(index))
    for year, match in zip(years, values, strict=True):
        value = number(match["n"]) if match else None
        if match is None or value is None:
            continue
        claims.append(
            Claim(
                code_of(label, programme),
                row[0],
                value,
                unit_of(label, match["unit"]),
                year,
                document.line_where(index),
                programme,
            )
        )
    return True
