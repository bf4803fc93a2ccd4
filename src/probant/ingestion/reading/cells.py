"""Rows of a table printed in text: cells parted by tabs, by bars, or by columns of spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probant.kernel.money import UnreadableAmount, read_cents

_NUMBER = re.compile(
    r"^[-−+]?\s?(?:\d{1,3}(?:[ .\u00a0\u202f'’]\d{3})+|\d+)(?:(?:[.,]\d{1,2})?\s?(?:€|euros?|eur)?|"
    r"(?:[.,]\d{1,3})?\s?k\s?(?:€|euros?))$",
    re.I,
)
_TRAILING = re.compile(
    r"(?P<label>.*?\D)[ \t:.…]+(?P<number>[-−]?(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|"
    r"\d+)(?:,\d{1,3}|\.\d{2})?\s?k?)\s?(?:€|euros?)?\s*$",
    re.I,
)

ACCOUNT = re.compile(r"[678]\d{1,4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the offset of its first character in its line."""

    text: str
    start: int


def cents(text: str) -> int | None:
    """The amount of a cell that holds nothing else, in cents; None where it holds no amount."""
    text = text.strip().strip("*|")
    if not _NUMBER.match(text):
        return None
    try:
        return read_cents(text)
    except UnreadableAmount:
        digits = re.sub(r"[^\d,-]", "", text.replace("−", "-"))
        return (
            int(float(digits.replace(",", ".")) * 100)
            if re.fullmatch(r"-?\d+(?:,\d+)?", digits)
            else None
        )


def cells(line: str) -> list[Cell]:
    """The cells of a line; one cell where it has no column."""
    if "\t" in line:
        pattern = r"\t"
    elif line.count("|") >= 2 or (line.count("|") == 1 and len(line) > 10):
        pattern = r"\|"
    else:
        pattern = r" {2,}(?! )"
    found, last = [], 0
    for match in re.finditer(pattern, line):
        found.append(Cell(line[last : match.start()].strip().strip("*"), last))
        last = match.end()
    found.append(Cell(line[last:].strip().strip("*"), last))
    if pattern == r"\|" and found and not found[0].text:
        found = found[1:]
    return found


def label_and_amount(row: list[Cell]) -> tuple[str, int | None]:
    """The label and the amount of one side of a row."""
    row = _account_joined(row)
    label = next((c.text for c in row if c.text and cents(c.text) is None), "")
    amount = next((value for c in row if (value := cents(c.text)) is not None), None)
    if amount is None and label:
        match = _TRAILING.match(label)
        if match and not re.match(r"^\d{2,5}\s*$", match["label"].strip(" -–.:")):
            value = cents(match["number"] + ("€" if match["number"][-1:] in "kK" else ""))
            return match["label"].strip(" -–.:"), value
    return label, amount


def _account_joined(row: list[Cell]) -> list[Cell]:
    """An account alone in the first cell is part of the label that follows it."""
    filled = [cell for cell in row if cell.text]
    if len(filled) >= 2 and ACCOUNT.fullmatch(filled[0].text) and cents(filled[1].text) is None:
        joined = Cell(f"{filled[0].text} {filled[1].text}", filled[0].start)
        return [joined, *filled[2:]]
    return row
