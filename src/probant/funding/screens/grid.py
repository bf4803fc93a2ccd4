"""The grid in which a budget is typed: it works without script and keeps what was typed.

A row is three cells: account, label, amount. Headings are computed, never typed; headings printed
in an imported document keep their claim in hidden fields until it is dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.safestring import SafeString, mark_safe

from probant.funding.actions import LineDraft
from probant.funding.models import BudgetLine
from probant.funding.rules import EXPENSE, INCOME, account_label, leaves_heading, side_of
from probant.kernel.money import UnreadableAmount, read_cents, write_euros

SIDES = ((EXPENSE, "Charges", "c"), (INCOME, "Produits", "p"))
#: what a new budget offers, each to fill or to leave blank
USUAL = ((EXPENSE, ("606", "613", "625", "641", "645")), (INCOME, ("74", "706", "756")))
BLANK_ROWS = 3
MOST_ROWS = 400


@dataclass(frozen=True)
class GridRow:
    """A row as typed; `errors` by cell (account, label, amount)."""

    side: str
    account: str = ""
    label: str = ""
    amount: str = ""
    is_heading: bool = False
    is_new: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in it."""
        return not (self.account.strip() or self.label.strip() or self.amount.strip())


@dataclass(frozen=True)
class Grid:
    """What is in the grid, for a year; `lines` only once `checked` found no error."""

    year: int
    rows: tuple[GridRow, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a cell is wrong."""
        return any(row.errors for row in self.rows)

    def more(self, count: int = BLANK_ROWS) -> "Grid":
        """The grid with blank rows at the foot of each side."""
        rows: list[GridRow] = []
        for side, _, _ in SIDES:
            rows += [row for row in self.rows if row.side == side]
            rows += [GridRow(side, is_new=True) for _ in range(count)]
        return Grid(self.year, tuple(rows))

    def checked(self) -> "Grid":
        """The grid with what is wrong told beside each cell; blank rows left out."""
        return Grid(self.year, tuple(_check(row) for row in self.rows if not row.is_blank))

    def lines(self, kept: Iterable[BudgetLine] = ()) -> list[LineDraft]:
        """The rows as the action takes them; a funder is kept on the line of the same label."""
        funders = {(one.side, one.label): one.funder for one in kept if one.funder_id}
        return [
            LineDraft(
                account=row.account.strip(),
                label=" ".join(row.label.split()) or account_label(row.account.strip(), self.year),
                side=row.side,
                amount_cents=read_cents(row.amount) if row.amount.strip() else None,
                level="heading" if row.is_heading else "line",
                funder=funders.get((row.side, " ".join(row.label.split()))),
            )
            for row in self._ordered()
        ]

    def _ordered(self) -> list[GridRow]:
        """Rows added at the foot, each under the heading of its account, else before them all."""
        moving = [row.is_new and bool(row.account.strip()) for row in self.rows]
        kept = [row for row, moves in zip(self.rows, moving, strict=True) if not moves]
        for row, moves in zip(self.rows, moving, strict=True):
            if moves:
                kept.insert(_place(kept, row), row)
        return kept


def _place(rows: Sequence[GridRow], added: GridRow) -> int:
    """Where a row goes: after the lines of its heading; without one, before the first heading."""
    mine = [place for place, row in enumerate(rows) if row.side == added.side]
    headings = [place for place in mine if rows[place].is_heading]
    if not headings:
        return mine[-1] + 1 if mine else len(rows)
    code = added.account.strip()[:2]
    own = [place for place in headings if rows[place].account.strip() == code]
    if not own:
        return headings[0]
    after = [place for place in headings if place > own[0]]
    return after[0] if after else mine[-1] + 1


def _check(row: GridRow) -> GridRow:
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
    if row.amount.strip():
        try:
            cents = read_cents(row.amount)
        except UnreadableAmount as error:
            errors["amount"] = str(error)
        else:
            if cents < 0:
                errors["amount"] = "Un budget s’écrit en montants positifs, chacun de son côté."
            elif cents > 10**13:
                errors["amount"] = "Ce montant est hors de portée d’un budget."
    return replace(row, errors=errors)


def read_grid(posted: Mapping[str, str], year: int, *, drop_claims: bool = False) -> Grid:
    """The rows typed, in order of their number; unreadable numbers end the side."""
    rows: list[GridRow] = []
    for side, _, letter in SIDES:
        for number in range(MOST_ROWS):
            name = f"{letter}{number}"
            if f"{name}_libelle" not in posted:
                break
            is_heading = posted.get(f"{name}_niveau") == "rubrique"
            amount = posted.get(f"{name}_montant", "")
            rows.append(
                GridRow(
                    side,
                    posted.get(f"{name}_compte", ""),
                    posted.get(f"{name}_libelle", ""),
                    "" if is_heading and drop_claims else amount,
                    is_heading,
                    f"{name}_nouveau" in posted,
                )
            )
    return Grid(year, tuple(rows))


def stored_grid(lines: Iterable[BudgetLine], year: int) -> Grid:
    """The grid of a stored budget; a new one offers the usual headings as blank lines."""
    rows = tuple(
        GridRow(
            line.side,
            line.account,
            line.label,
            _typed(line.printed_cents if line.level == "heading" else line.amount_cents),
            line.level == BudgetLine.Level.HEADING,
        )
        for line in lines
    )
    if not rows:
        rows = tuple(
            GridRow(side, code, account_label(code, year))
            for side, codes in USUAL
            for code in codes
        )
    return Grid(year, rows)


def _typed(cents: int | None) -> str:
    return "" if cents is None else write_euros(cents).removesuffix("\u00a0€")


def draw_grid(grid: Grid) -> SafeString:
    """Return the two tables of inputs."""
    drawn = []
    for side, title, letter in SIDES:
        rows = [row for row in grid.rows if row.side == side]
        body = "".join(
            _draw(row, f"{letter}{number}", _under(rows, number)) for number, row in enumerate(rows)
        )
        total = _total(rows)
        drawn.append(
            f'<table class="grid"><caption>{title}</caption><thead><tr><th scope="col">Compte</th>'
            '<th scope="col">Libellé</th><th scope="col" class="is-end">Montant</th></tr></thead>'
            f'<tbody>{body}</tbody><tfoot><tr class="is-total"><td></td>'
            f'<th scope="row" class="grid__label">Total, calculé</th>'
            f'<td class="is-end">{escape(total)}</td></tr></tfoot></table>'
        )
    return mark_safe(  # noqa: S308  every value is escaped below
        f'<div class="budget budget--grid">{"".join(drawn)}</div>'
    )


def _under(rows: Sequence[GridRow], place: int) -> list[GridRow]:
    """The rows of a heading: those below it, up to the next heading or the new rows."""
    found: list[GridRow] = []
    if rows[place].is_heading:
        for row in rows[place + 1 :]:
            code = row.account.strip()
            left = leaves_heading(code, rows[place].account.strip())
            if row.is_heading or left or (row.is_new and code):
                break
            found.append(row)
    return found


def _total(rows: Sequence[GridRow]) -> str:
    total = 0
    for row in rows:
        if row.is_heading or not row.amount.strip():
            continue
        try:
            total += read_cents(row.amount)
        except UnreadableAmount:
            return "après correction"
    return write_euros(total)


def _draw(row: GridRow, name: str, under: Sequence[GridRow]) -> str:
    if row.is_heading:
        return _draw_heading(row, name, under)
    said = row.label or row.account or "nouvelle ligne"
    cells = (
        ("account", "compte", row.account, f"Compte de {said}", "grid__account", "numeric"),
        ("label", "libelle", row.label, "Libellé", "grid__label", "text"),
        ("amount", "montant", row.amount, f"Montant de {said}", "grid__cell is-end", "decimal"),
    )
    drawn = ""
    for key, part, value, label, css, mode in cells:
        error = row.errors.get(key, "")
        told = ""
        wrong = ""
        if error:
            identity = f"{name}_{part}_erreur"
            told = f'<span class="grid__error" id="{identity}">{escape(error)}</span>'
            wrong = f' aria-invalid="true" aria-describedby="{identity}"'
        drawn += (
            f'<td class="{css}{" is-wrong" if error else ""}"><input name="{name}_{part}" '
            f'value="{escape(value)}" aria-label="{escape(label)}" inputmode="{mode}" '
            f'autocomplete="off"{wrong}>{told}</td>'
        )
    new = f'<input type="hidden" name="{name}_nouveau" value="1">' if row.is_new else ""
    return f'<tr class="is-line">{drawn.removesuffix("</td>")}{new}</td></tr>'


def _draw_heading(row: GridRow, name: str, under: Sequence[GridRow]) -> str:
    total = _total(under) if any(one.amount.strip() for one in under) else ""
    claim, wrong = "", ""
    if row.amount.strip():
        printed = f"{row.amount.strip()}\u00a0€"
        if printed != total:
            wrong = " is-wrong"
            claim = f'<span class="grid__error">{escape(printed)} imprimés dans le document</span>'
    hidden = "".join(
        f'<input type="hidden" name="{name}_{part}" value="{escape(value)}">'
        for part, value in (
            ("compte", row.account),
            ("libelle", row.label),
            ("montant", row.amount),
            ("niveau", "rubrique"),
        )
    )
    return (
        f'<tr class="is-heading"><td class="grid__account">{escape(row.account)}</td>'
        f'<th scope="row" class="grid__label">{escape(row.label)}{hidden}</th>'
        f'<td class="is-end{wrong}">{escape(total)}{claim}</td></tr>'
    )
