"""The grid in which a budget is typed: rows as typed, what is wrong or disputed beside each cell.

A row is up to five cells: account, label, funder (of a product), nature (of a contribution in
kind), amount. Headings and totals are computed, never typed. `base` is what the row said when it
was read: two people who write in different cells keep both their work.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from probant.directory.models import Organisation
from probant.funding.actions import LineDraft, RowEdit
from probant.funding.actions.drafts import Value
from probant.funding.models import BudgetLine
from probant.funding.rules import EXPENSE, INCOME, account_label, side_of
from probant.funding.rules.pasted import Pasted
from probant.kernel.money import UnreadableAmount, read_cents, write_euros

SIDES = ((EXPENSE, "Charges", "c"), (INCOME, "Produits", "p"))
#: what a new budget offers, each to fill or to leave blank
USUAL = ((EXPENSE, ("606", "613", "625", "641", "645")), (INCOME, ("74", "706", "756")))
BLANK_ROWS = 3
MOST_ROWS = 600
HIGHEST_CENTS = 10**13
#: cell → the end of its field's name, in the order of the screen
FIELDS = {
    "account": "compte",
    "label": "libelle",
    "nature": "nature",
    "funder": "financeur",
    "amount": "montant",
}

FindFunder = Callable[[str], int | None]


@dataclass(frozen=True)
class Disputed:
    """A cell that somebody else wrote meanwhile: their text, and who wrote it when, in words."""

    theirs: str
    told: str


@dataclass(frozen=True)
class GridRow:
    """A row as typed; `errors` and `disputes` by cell. `base`: its cells when it was read."""

    side: str
    account: str = ""
    label: str = ""
    amount: str = ""
    funder: str = ""
    nature: str = ""
    line_id: int | None = None
    base: tuple[str, ...] = ()
    is_heading: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    disputes: dict[str, Disputed] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, str]:
        """What is typed, by cell."""
        return {cell: getattr(self, cell) for cell in FIELDS}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(text.strip() for text in (self.account, self.label, self.amount))

    @property
    def read(self) -> tuple[str, ...]:
        """The row as it is now, to be the base of what is typed next."""
        return tuple(self.cells.values())

    @property
    def is_untouched(self) -> bool:
        """Whether it says what it said when it was read."""
        return bool(self.base) and self.read == self.base

    def typing(self, cells: Mapping[str, str]) -> "GridRow":
        """The row with other cells."""
        return replace(
            self,
            account=cells["account"],
            label=cells["label"],
            nature=cells["nature"],
            funder=cells["funder"],
            amount=cells["amount"],
        )

    def as_new(self) -> "GridRow":
        """The same words as a row that stands nowhere yet."""
        return replace(self, line_id=None, base=())

    def before(self) -> dict[str, str]:
        """What it said when it was read, by cell."""
        return dict(zip(FIELDS, self.base, strict=False))


@dataclass(frozen=True)
class Grid:
    """What is in the grid, for a year."""

    year: int
    rows: tuple[GridRow, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a cell is wrong."""
        return any(row.errors for row in self.rows)

    def of(self, side: str) -> list[GridRow]:
        """The rows of a side, in order."""
        return [row for row in self.rows if row.side == side]

    def more(self, count: int = BLANK_ROWS) -> "Grid":
        """The grid with blank rows at the foot of each side."""
        rows: list[GridRow] = []
        for side, _, _ in SIDES:
            rows += [*self.of(side), *[GridRow(side) for _ in range(count)]]
        return Grid(self.year, tuple(rows))

    def checked(self, find: FindFunder) -> "Grid":
        """The grid with what is wrong told beside each cell; blank new rows left out."""
        kept = [row for row in self.rows if not row.is_blank or row.line_id is not None]
        return Grid(self.year, tuple(check(row, find) for row in kept))

    def changed(self) -> list[GridRow]:
        """The rows to write: those that no longer say what they said."""
        return [row for row in self.rows if not row.is_untouched and not row.errors]

    def with_pasted(self, pasted: Pasted) -> "Grid":
        """The grid with the rows of a pasted table, to be read again before they are kept."""
        rows = list(self.rows)
        heads = _heads(pasted)
        for place, row in enumerate(pasted.rows):
            told = f"En trop dans la ligne collée : {' · '.join(row.rest)}" if row.rest else ""
            rows.append(
                GridRow(
                    row.side,
                    row.account,
                    row.label,
                    row.amount,
                    is_heading=place in heads,
                    errors={"label": told} if told else {},
                )
            )
        return Grid(self.year, tuple(rows))


def _heads(pasted: Pasted) -> set[int]:
    """The places of the rows that head others; in such a table an empty heading is one too."""
    rows, found = pasted.rows, set()
    for place, (row, following) in enumerate(pairwise(rows)):
        if (
            len(row.account) == 2
            and following.side == row.side
            and (not following.account or following.account[:2] == row.account)
            and following.account != row.account
        ):
            found.add(place)
    empty = {place for place, row in enumerate(rows) if len(row.account) == 2 and not row.amount}
    return found | empty if found else found


def check(row: GridRow, find: FindFunder) -> GridRow:
    """The row with what is wrong told beside each cell."""
    if row.is_blank:
        return replace(row, errors={})
    errors: dict[str, str] = {}
    account, label = row.account.strip(), row.label.strip()
    if account and not (account.isascii() and account.isdigit() and len(account) <= 8):
        errors["account"] = "Un compte s’écrit en chiffres, comme 641."
    elif account and side_of(account) not in (None, row.side):
        other = "charges" if row.side == INCOME else "produits"
        errors["account"] = f"Le compte {account} est un compte de {other}."
    if not label and not account:
        errors["label"] = "Donnez un libellé, ou un compte."
    elif len(label) > 200:
        errors["label"] = "200 caractères au plus."
    if row.funder.strip() and find(row.funder) is None:
        errors["funder"] = "Aucune structure de l’annuaire ne porte ce nom : choisissez-la."
    if row.nature and row.nature not in BudgetLine.InKind.values:
        errors["nature"] = "Choisissez ce qui est apporté."
    told = amount_error(row.amount)
    if told:
        errors["amount"] = told
    return replace(row, errors=errors)


def amount_error(text: str) -> str:
    """What is wrong in an amount; empty where it reads, or where nothing is typed."""
    if not text.strip():
        return ""
    try:
        cents = read_cents(text)
    except UnreadableAmount as error:
        return str(error)
    if cents < 0:
        return "Un budget s’écrit en montants positifs, chacun de son côté."
    return "Ce montant est hors de portée d’un budget." if cents > HIGHEST_CENTS else ""


def edit_of(row: GridRow, year: int, find: FindFunder) -> RowEdit:
    """A checked row as the action takes it."""
    before = row.before()
    level = "heading" if row.is_heading else "line"
    base = {cell: value(cell, text, find) for cell, text in before.items()}
    if row.line_id is not None and row.is_blank:
        return RowEdit(row.side, {}, base, row.line_id, removed=True)
    mine = {cell: value(cell, text, find) for cell, text in row.cells.items()}
    if not mine["label"]:
        mine["label"] = account_label(str(mine["account"]), year)
    if row.line_id is None:
        return RowEdit(row.side, mine, level=level)
    wrote = {cell: one for cell, one in mine.items() if one != base.get(cell)}
    return RowEdit(row.side, wrote, base, row.line_id, level=level)


def value(cell: str, text: str, find: FindFunder) -> Value:
    """What a cell means."""
    plain = " ".join(text.split())
    if cell == "funder":
        return find(plain) if plain else None
    if cell != "amount":
        return plain
    if not plain:
        return None
    try:
        return read_cents(plain)
    except UnreadableAmount:
        return None


def read_grid(posted: Mapping[str, str], year: int) -> Grid:
    """The rows typed, in order of their number; a number that is missing ends the side.

    A cell whose writer chose the other's words takes them.
    """
    rows: list[GridRow] = []
    for side, _, letter in SIDES:
        for number in range(MOST_ROWS):
            name = f"{letter}{number}"
            if f"{name}_libelle" not in posted:
                break
            line_id, base = _read_base(posted.get(f"{name}_lu", ""))
            typed = {cell: posted.get(f"{name}_{end}", "") for cell, end in FIELDS.items()}
            for cell, end in FIELDS.items():
                if posted.get(f"{name}_{end}_choix") == "sienne" and base:
                    typed[cell] = dict(zip(FIELDS, base, strict=False)).get(cell, "")
            heading = posted.get(f"{name}_niveau") == "rubrique"
            row = GridRow(side, line_id=line_id, base=base, is_heading=heading)
            rows.append(row.typing(typed))
    return Grid(year, tuple(rows))


def _read_base(text: str) -> tuple[int | None, tuple[str, ...]]:
    """What the hidden field of a row holds: its line and its cells as read."""
    try:
        held: Any = json.loads(text)
    except ValueError:
        return None, ()
    if not isinstance(held, list) or len(held) != 1 + len(FIELDS):
        return None, ()
    number, *cells = held
    line_id = number if isinstance(number, int) and 0 < number < 2**63 else None
    return line_id, tuple(str(cell) for cell in cells)


def write_base(row: GridRow) -> str:
    """The hidden field of a row: what `read_grid` reads back; a pasted row was never read."""
    if row.line_id is None and not row.base and not row.is_blank:
        return ""
    return json.dumps([row.line_id or 0, *(row.base or row.read)], ensure_ascii=False)


def row_of(line: BudgetLine, funders: Mapping[int, str]) -> GridRow:
    """A stored line as a row, read just now."""
    heading = line.level == BudgetLine.Level.HEADING
    row = GridRow(
        line.side,
        line.account,
        line.label,
        typed(line.printed_cents if heading else line.amount_cents),
        funders.get(line.funder_id or 0, ""),
        line.in_kind,
        line.pk,
        is_heading=heading,
    )
    return replace(row, base=row.read)


def stored_grid(lines: Iterable[BudgetLine], year: int, funders: Mapping[int, str]) -> Grid:
    """The grid of a stored budget; a new one offers the usual accounts, not kept until filled."""
    rows = tuple(row_of(line, funders) for line in lines)
    if not rows:
        offered = [
            GridRow(side, code, account_label(code, year))
            for side, codes in USUAL
            for code in codes
        ]
        rows = tuple(replace(row, base=row.read) for row in offered)
    return Grid(year, rows)


def overlaid(stored: Grid, posted: Sequence[GridRow]) -> Grid:
    """What is stored with what was typed over it; rows typed anew come at the foot."""
    typed_rows = {row.line_id: row for row in posted if row.line_id is not None}
    rows = [typed_rows.pop(row.line_id, row) for row in stored.rows if row.line_id is not None]
    gone = [replace(row, line_id=None, base=()) for row in typed_rows.values()]
    fresh = [row for row in posted if row.line_id is None]
    return Grid(stored.year, (*rows, *fresh, *gone))


def typed(cents: int | None) -> str:
    """An amount as it stands in a cell."""
    return "" if cents is None else write_euros(cents).removesuffix("\u00a0€")


def line_drafts(grid: Grid, funder: Callable[[str], Organisation | None]) -> list[LineDraft]:
    """Checked rows as a whole table takes them: for a year where nothing stands yet."""
    return [
        LineDraft(
            row.account.strip(),
            " ".join(row.label.split()) or account_label(row.account.strip(), grid.year),
            row.side,
            read_cents(row.amount) if row.amount.strip() else None,
            "heading" if row.is_heading else "line",
            funder(row.funder) if row.funder.strip() else None,
            row.nature,
        )
        for row in grid.rows
        if not row.is_blank
    ]
