"""The lines of a page of PDF, tables set out in columns of spaces.

A PDF has no table: its cells come as words of one line. Where several lines in a row leave wide
blanks between their words, numbers among them, the words are set where they stand on the page, so
that the readers of columns find them. Prose is left as it is, and lists of names, whose columns
are read without blanks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

_WIDE = 0.8  # of the size of the type: a space is a third of it, a stretched one two thirds
_TIMES = 2.2  # a wide blank is so many times a blank between words: a typewriter's are wide
_LEAST = 1.0  # points: the narrowest column of spaces
_BETWEEN = 3
_WIDEST = 240  # columns of spaces in a line
_FEWEST = 2  # lines with a number that make a table of numbers
_NUMBER = re.compile(r"[-−+]?\d[\d .,\u00a0\u202f]*\s?(?:k?€|%|euros?)?")
_LONGEST = 20_000  # characters of a page beyond which nothing is set out


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: where they begin, in points from the left of the page."""

    left: float
    text: str


def page_lines(textpage: Any) -> list[str]:
    """The lines of a page of pypdfium2."""
    text: str = textpage.get_text_range()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Offsets in the text are those of characters on the page only where they are as many.
    if len(text) > _LONGEST or len(text) != textpage.count_chars() or "\r\n" not in text:
        return plain
    blanks: list[tuple[int, int, float]] = []  # line, place in the line, width by size of the type
    split = text.split("\r\n")
    start = 0
    for number, line in enumerate(split):
        blanks += ((number, place, width) for place, width in _blanks(textpage, start, line))
        start += len(line) + 2
    if not blanks:
        return plain
    wide = max(_WIDE, _TIMES * median(width for _, _, width in blanks))
    cuts: dict[int, list[int]] = {}
    for number, place, width in blanks:
        if width > wide:
            cuts.setdefault(number, []).append(place + 1)
    rows, start = [], 0
    for number, line in enumerate(split):
        rows.append(_pieces(textpage, start, line, cuts.get(number, [])))
        start += len(line) + 2
    lines = list(plain)
    for first, last in _tables(rows):
        numbered = [row for row in rows[first:last] if any(_NUMBER.fullmatch(p.text) for p in row)]
        if len(numbered) >= _FEWEST:
            lines[first:last] = _set_out(rows[first:last])
    return lines


def _blanks(textpage: Any, start: int, line: str) -> Iterator[tuple[int, float]]:
    """The places of the blanks between two words of a line, and how wide each is."""
    size = _size(textpage, start, line)
    for place, character in enumerate(line[:-1]):
        if size and character == " " and place and " " not in (line[place - 1], line[place + 1]):
            before = textpage.get_charbox(start + place - 1)
            after = textpage.get_charbox(start + place + 1)
            yield place, (after[0] - before[2]) / size


def _size(textpage: Any, start: int, line: str) -> float:
    """The size of the type of a line that has words."""
    import pypdfium2.raw as raw

    letter = next((i for i, character in enumerate(line) if character.isalnum()), None)
    return 0.0 if letter is None else float(raw.FPDFText_GetFontSize(textpage.raw, start + letter))


def _pieces(textpage: Any, start: int, line: str, cuts: list[int]) -> list[Piece]:
    """A line cut at its wide blanks."""
    pieces = []
    for first, last in itertools.pairwise([0, *cuts, len(line)]):
        words = line[first:last].strip()
        if words:
            lead = len(line[first:last]) - len(line[first:last].lstrip())
            pieces.append(Piece(textpage.get_charbox(start + first + lead)[0], words))
    return pieces


def _tables(rows: list[list[Piece]]) -> Iterator[tuple[int, int]]:
    """Runs of lines in columns, from a line of several pieces to another; a line of one piece may
    stand between two.
    """
    first: int | None = None
    last = 0
    for place, row in enumerate(rows):
        if len(row) > 1:
            first, last = (place if first is None else first), place
        elif first is not None and place - last > 1:
            if last > first:
                yield first, last + 1
            first = None
    if first is not None and last > first:
        yield first, last + 1


def _set_out(rows: list[list[Piece]]) -> list[str]:
    """The rows with their pieces in columns, narrow enough for the longest words to fit."""
    edge = min(piece.left for row in rows for piece in row)
    unit = min(
        (after.left - before.left) / (len(before.text) + _BETWEEN)
        for row in rows
        for before, after in itertools.pairwise(row)
    )
    right = max(piece.left for row in rows for piece in row) - edge
    unit = max(unit, right / _WIDEST, _LEAST)
    lines = []
    for row in rows:
        line = ""
        for piece in row:
            column = max(0, round((piece.left - edge) / unit))
            line = (line + " " * _BETWEEN if line else "").ljust(column) + piece.text
        lines.append(line)
    return lines
