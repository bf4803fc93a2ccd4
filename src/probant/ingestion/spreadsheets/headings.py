"""Where a table begins and ends in its sheet: title lines, groups above the headings, totals."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from probant.ingestion.spreadsheets.apart import Row
from probant.ingestion.spreadsheets.cells import plain
from probant.ingestion.spreadsheets.workbooks import Cell
from probant.kernel.text import fold

LOOKED_AT = 30  # rows in which the headings are sought
_DATA = re.compile(r"@|^\d{4}-\d{2}-\d{2}|^[\d\s./+,-]{4,}$|^\d+$|^https?:")
_TOTALS = re.compile(
    r"(?:sous )?(?:total|totaux)(?: general| generaux)?\b.*|nombre (?:total )?de .*|ensemble"
)


@dataclass(frozen=True)
class Heading:
    """A column: its place (0 is the first), its name, the name of the group above it if any."""

    place: int
    name: str
    group: str = ""

    @property
    def key(self) -> str:
        """What it is recognised by."""
        return fold(self.name)

    @property
    def whole(self) -> str:
        """Group and name."""
        return f"{self.group} {self.name}".strip()


@dataclass(frozen=True)
class Headings:
    """The headings of a table and the number of their row; 0 where the table has none."""

    line: int
    columns: tuple[Heading, ...]

    @property
    def signature(self) -> str:
        """Tells a layout from another: the same headings in the same order."""
        told = "\n".join(f"{one.place}:{fold(one.whole)}" for one in self.columns)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def again(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says the headings once more: pages put end to end, a pasted table."""
        if not self.line or len(self.columns) < 2:
            return False
        texts = [plain(cell) for cell in cells]
        names = [one.name for one in self.columns]
        same = sum(text == name for text, name in zip(texts, names, strict=False) if text)
        return same > 1 and same == sum(1 for text in texts if text)


def find_headings(first: Sequence[Row], is_known: Callable[[str], bool]) -> Headings:
    """Find the row of headings among the first rows; `is_known` says what a heading may be called.

    The row with the most known names wins, else the first row of texts that is as wide as what
    follows. A sheet whose first row is data already has no headings: columns get letters.
    """
    best, chosen = 0.0, None
    for place, (_, cells) in enumerate(first[:LOOKED_AT]):
        texts = [plain(cell) for cell in cells if cell is not None]
        known = sum(1 for text in texts if is_known(text))
        data = sum(1 for text in texts if _DATA.search(text))
        score = known * 3 - data * 2 - place * 0.01
        if known and score > best:
            best, chosen = score, place
    if chosen is None:
        chosen = _first_full_row(first)
    width = max((len(cells) for _, cells in first), default=0)
    if chosen is None:
        return Headings(
            0, tuple(Heading(place, f"Colonne {letter(place)}") for place in range(width))
        )
    line, cells = first[chosen]
    groups = _groups(first[chosen - 1][1], cells) if chosen else {}
    return Headings(line, _named(cells, groups, width))


def _first_full_row(first: Sequence[Row]) -> int | None:
    usual = sorted(sum(cell is not None for cell in cells) for _, cells in first)
    wanted = usual[len(usual) // 2] if usual else 0
    for place, (_, cells) in enumerate(first[:LOOKED_AT]):
        texts = [plain(cell) for cell in cells if cell is not None]
        if len(texts) < max(1, wanted * 0.6):
            continue  # a title above the table
        is_data = any(_DATA.search(text) for text in texts)
        return None if is_data or len(set(texts)) < len(texts) else place
    return None


def _groups(above: Sequence[Cell], cells: Sequence[Cell]) -> dict[int, str]:
    """The names of merged cells above the headings, carried over the columns that they cover."""
    named = {place: plain(cell) for place, cell in enumerate(above) if cell is not None}
    filled = sum(cell is not None for cell in cells)
    if not named or len(named) > filled * 0.6 or any(_DATA.search(text) for text in named.values()):
        return {}
    if len(named) == 1 and (min(named) == 0 or len(next(iter(named.values()))) > 40):
        return {}  # the title of the table
    groups, current = {}, ""
    for place in range(len(cells)):
        current = named.get(place, current)
        groups[place] = current
    return groups


def _named(cells: Sequence[Cell], groups: dict[int, str], width: int) -> tuple[Heading, ...]:
    seen: dict[str, int] = {}
    columns = []
    for place in range(width):
        text = plain(cells[place]) if place < len(cells) else ""
        name = text[:80] or f"Colonne {letter(place)}"
        group = groups.get(place, "")
        key = fold(f"{group} {name}")
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            name = f"{name} ({seen[key]})"
        columns.append(Heading(place, name, group if group != text else ""))
    return tuple(columns)


def letter(place: int) -> str:
    """The letter of a column, as spreadsheets say it.

    >>> letter(0), letter(26)
    ('A', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row at the end sums up the others.

    >>> is_total(["TOTAL", None, 41]), is_total(["Total Énergie Solidaire", "21000", "Dijon"])
    (True, False)
    """
    texts = [plain(cell) for cell in cells if cell is not None]
    if not texts or not _TOTALS.fullmatch(fold(texts[0])):
        return False
    return all(re.fullmatch(r"[\d\s.,%€\u00a0\u202f-]*", text) for text in texts[1:])
