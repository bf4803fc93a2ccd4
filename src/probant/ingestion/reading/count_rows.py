"""Counts set in a row under their labels: a table with bars or tabs, or columns parted by spaces.

| En exercice | Présents | Votants |          en exercice   présents   votants
|     19      |    15    |   17    |               19           15         17
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_NUMBERS = re.compile(r"^[ \t|]*\d{1,3}(?:[ \t|]+\d{1,3})+[ \t|]*$", re.M)
_RULE = re.compile(r"[\s|:+=_-]*")
Found = tuple[str, int, int, int]


def counts_in_rows(
    folded: str, start: int, end: int, labels: Mapping[str, re.Pattern[str]]
) -> Iterator[Found]:
    """(key, value, start, end of the number) of each number that stands under a label of `labels`.

    A row is read only where its numbers are as many as the labels above it: a label that nobody
    asks for has the key "" and gives nothing.
    """
    for row in _NUMBERS.finditer(folded, start, end):
        numbers = list(re.finditer(r"\d+", row[0]))
        keys = _keys(_above(folded, start, row.start()), len(numbers), labels)
        for key, number in zip(keys, numbers, strict=False):
            if key:
                at = row.start() + number.start()
                yield key, int(number[0]), at, at + len(number[0])


def _above(folded: str, start: int, at: int) -> list[str]:
    """The lines of words just above a row, the nearest first; a blank line ends them."""
    lines: list[str] = []
    for line in reversed(folded[start:at].rstrip("\n").split("\n")[-5:]):
        if lines and not line.strip():
            break
        if line.strip() and not _RULE.fullmatch(line):
            lines.append(line)
    return lines


def _keys(lines: list[str], number: int, labels: Mapping[str, re.Pattern[str]]) -> list[str]:
    """The labels in the order of their columns, or nothing where they are not `number`."""
    if not lines or any(re.search(r"\d", line) for line in lines[:1]):
        return []
    cells = [cell for cell in re.split(r"\||\t| {2,}", lines[0]) if cell.strip()]
    if len(cells) != number:
        cells = _columns(lines, number, labels)
    found = [
        next((key for key, pattern in labels.items() if pattern.search(cell)), "") for cell in cells
    ]
    said = [key for key in found if key]
    return found if said and len(said) == len(set(said)) else []


def _columns(lines: list[str], number: int, labels: Mapping[str, re.Pattern[str]]) -> list[str]:
    """Labels parted by one space, or over several lines: their own words, in order."""
    for depth in range(1, len(lines) + 1):
        text = " ".join(reversed(lines[:depth]))
        spans = sorted(
            {match.span() for pattern in labels.values() for match in pattern.finditer(text)}
        )
        if len(spans) == number:
            return [text[a:b] for a, b in spans]
        if len(spans) > number:
            break
    return []
