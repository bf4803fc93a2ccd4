"""A budget pasted from a spreadsheet: rows of cells read into the two sides, nothing dropped.

What cannot be read stays as it was pasted, in the row where it stood: the grid says why beside it.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from probant.funding.rules.chart import EXPENSE, INCOME, side_of
from probant.kernel.money import UnreadableAmount, read_cents
from probant.kernel.text import fold

MOST_ROWS = 1000
_CODE = re.compile(
    r"^\s*(?P<account>[0-9]{2,8})\s*(?:[-–—:.]\s*|\s+)(?P<label>[^\W\d].*)$", re.DOTALL
)
_ACCOUNT = re.compile(r"[0-9]{2,8}")
_TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b")
_TITLES = {
    "compte", "comptes", "libelle", "libelles", "intitule", "montant", "montants", "montant en",
    "euros", "depenses", "recettes", "charges", "produits", "designation", "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row as pasted; `rest`: cells that have no column here."""

    side: str
    account: str = ""
    label: str = ""
    amount: str = ""
    rest: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """What was in it, empty cells left out."""
        return tuple(one for one in (self.account, self.label, self.amount, *self.rest) if one)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows read; `skipped` are titles and totals, which the grid computes itself."""

    rows: tuple[PastedRow, ...]
    skipped: tuple[str, ...] = ()
    too_many: int = 0


def cells_of(text: str) -> list[list[str]]:
    """Pasted text as rows of trimmed cells: tabs, or semicolons where there is no tab.

    A quoted cell may hold line ends, as spreadsheets write them.

    >>> cells_of('641\\tSalaires\\t"3 856"\\n\\n645\\t"Charges\\nsociales"\\t1 488')
    [['641', 'Salaires', '3 856'], [], ['645', 'Charges sociales', '1 488']]
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    mark = "\t" if "\t" in plain or ";" not in plain else ";"
    quoted = plain if plain.count('"') % 2 == 0 else plain.replace('"', "\u201d")
    try:
        rows = list(csv.reader(io.StringIO(quoted), delimiter=mark))
    except csv.Error:
        rows = [line.split(mark) for line in plain.split("\n")]
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def read_pasted(text: str, side: str = EXPENSE) -> Pasted:
    """Rows of a budget. An account says the side; without one a row is on `side`, or on the side of
    the half of the table it stands in where charges and products are side by side.

    >>> seed = "60 - Achats\\t200\\t74 - Subventions\\t6 000\\nFournitures\\t200\\t\\t"
    >>> [(one.side, one.account, one.label, one.amount) for one in read_pasted(seed).rows]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('expense', '60', 'Achats', '200'), ('expense', '', 'Fournitures', '200'),
     ('income', '74', 'Subventions', '6 000')]
    """
    table = cells_of(text)
    cut = _cut(table)
    left: list[PastedRow] = []
    right: list[PastedRow] = []
    skipped: list[str] = []
    for cells in table[:MOST_ROWS]:
        halves = (
            [(cells, side, left)]
            if cut is None
            else [(cells[:cut], EXPENSE, left), (cells[cut:], INCOME, right)]
        )
        for half, on, into in halves:
            given = [cell for cell in half if cell]
            if not given:
                continue
            if _is_title(given):
                skipped.append(" ".join(given))
            else:
                into.append(_row(half, on, is_half=cut is not None))
    return Pasted((*left, *right), tuple(skipped), max(0, len(table) - MOST_ROWS))


def _is_title(cells: Sequence[str]) -> bool:
    first = fold(cells[0])
    return bool(_TOTAL.match(first)) or all(fold(cell) in _TITLES for cell in cells)


def _row(cells: Sequence[str], side: str, *, is_half: bool) -> PastedRow:
    """A row: its account, its label, then its last amount; what is left over is kept apart."""
    left = [cell for cell in cells if cell]
    account = label = amount = ""
    if left and _ACCOUNT.fullmatch(left[0]) and len(left) > 1:
        account = left.pop(0)
    elif left and (match := _CODE.match(left[0])):
        account, left[0] = match["account"], match["label"]
    if left and not _is_amount(left[0]):
        label = left.pop(0)
    amounts = [place for place, cell in enumerate(left) if _is_amount(cell)]
    if amounts:
        amount = left.pop(amounts[-1])
    elif left:
        amount = left.pop(0)  # unreadable: kept where an amount stands, and told there
    told = side if is_half else side_of(account) or side
    return PastedRow(told, account, label, amount, tuple(left))


def _is_amount(cell: str) -> bool:
    try:
        read_cents(cell)
    except UnreadableAmount:
        return bool(re.fullmatch(r"[\d\s.,'’€$£+\-()\u202f\u00a0]*\d[\d\s.,'’€$£+\-()]*", cell))
    return True


def _cut(table: Sequence[Sequence[str]]) -> int | None:
    """Where a table of charges beside products is cut in two; None where it is one list."""
    widths = [len(row) for row in table if any(row)]
    if not widths or max(widths) < 4:
        return None
    width = max(widths)
    half = (width + 1) // 2
    both = [row for row in table if any(row[:half]) and any(row[half:])]
    texts = [row for row in both if any(_is_text(cell) for cell in row[half:])]
    return half if texts and any(_is_text(cell) for row in both for cell in row[:half]) else None


def _is_text(cell: str) -> bool:
    return bool(re.search(r"[^\W\d_]{3}", cell)) and not _is_amount(cell)
