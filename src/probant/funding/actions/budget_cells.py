"""A budget edited cell by cell: what two people wrote in different cells is kept, both of it."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from probant.directory.models import Organisation
from probant.funding.access import can_change
from probant.funding.actions.budgets import (
    COLUMNS,
    MOST_LINES,
    drop_lines,
    funders_named,
    refuse_amount,
    refuse_place,
    value_of,
)
from probant.funding.actions.drafts import RowEdit, Stated, Value
from probant.funding.actions.layers import require_budget
from probant.funding.models import ActionSheet, Budget, BudgetLine, Convention
from probant.funding.rules import account_label, side_of
from probant.funding.rules.in_kind import nature_of
from probant.funding.rules.merging import merge
from probant.journal.door import Entry, change
from probant.journal.models import JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold


@dataclass(frozen=True)
class Dispute:
    """A cell that somebody else wrote meanwhile: what stands there, by whom, when."""

    cell: str
    theirs: Value
    by: int | None = None
    at: datetime.datetime | None = None


@dataclass(frozen=True)
class RowSaved:
    """What became of a row: the line as it stands (None: gone), and the cells to choose."""

    line: BudgetLine | None
    disputes: tuple[Dispute, ...] = ()
    was_gone: bool = False


@dataclass(frozen=True)
class BudgetSaved:
    """The budget and its lines as they stand, and what became of each row, in order."""

    budget: Budget
    lines: tuple[BudgetLine, ...]
    rows: tuple[RowSaved, ...]

    @property
    def has_disputes(self) -> bool:
        """Whether somebody has to choose."""
        return any(row.disputes or row.was_gone for row in self.rows)


def edit_budget(
    *,
    actor: Actor,
    convention: Convention,
    year: int,
    rows: Sequence[RowEdit],
    sheet: ActionSheet | None = None,
    nature: str = Budget.Nature.PLANNED,
    stated: Stated | None = None,
    drop_claims: bool = False,
    key: uuid.UUID | None = None,
) -> BudgetSaved:
    """Write cells of a budget, made where it is not there yet; other cells are left as they are.

    A cell that somebody changed since it was read (`base`) keeps what they wrote, and is returned
    for a choice; writing again over it, read anew, takes. `drop_claims` forgets printed amounts.

    Raises `Refused` and the journal's errors. Effects: rows; one entry mentioning ("budget", id),
    the cells before in its detail; none where nothing changes.
    """
    require(can_change(actor, convention))
    refuse_place(convention, sheet, year, nature)
    require_budget(actor, sheet)
    for row in rows:
        _refuse(row)
    with change(actor, verb="funding.edit_budget", houses=[convention.house_id], key=key) as entry:
        budget, created = Budget.objects.get_or_create(
            convention=convention, sheet=sheet, year=year, nature=nature
        )
        work = _Work(entry, budget, list(budget.lines.order_by("position")))
        saved = tuple(work.write(row) for row in rows)
        if stated is not None:
            work.state(stated)
        if drop_claims:
            work.forget_claims()
        if not work.close() and created:
            budget.delete()
    return BudgetSaved(budget, tuple(work.lines), saved)


def _refuse(row: RowEdit) -> None:
    label = str(row.cells.get("label", "") or row.cells.get("account", ""))
    if row.side not in BudgetLine.Side.values or row.level not in BudgetLine.Level.values:
        raise Refused(f"La ligne « {label} » n’est ni une charge ni un produit.")
    if set(row.cells) - set(COLUMNS):
        raise Refused("Cette case n’est pas de celles d’un budget.")
    account = str(row.cells.get("account", ""))
    if side_of(account) not in (None, row.side):
        other = "charges" if row.side == BudgetLine.Side.INCOME else "produits"
        raise Refused(f"Le compte {account} est un compte de {other}.")
    amount = row.cells.get("amount")
    if isinstance(amount, int):
        refuse_amount(label, amount)
        if amount < 0:
            raise Refused("Un budget s’écrit en montants positifs, chacun de son côté.")
    nature = row.cells.get("nature", "")
    if nature and nature not in BudgetLine.InKind.values:
        raise Refused(f"La nature de l’apport « {label} » n’est pas connue.")


class _Work:
    """The lines of one budget while cells are written."""

    def __init__(self, entry: Entry, budget: Budget, lines: list[BudgetLine]) -> None:
        self.entry = entry
        self.budget = budget
        self.lines = lines
        self._by_key = {line.pk: line for line in lines}
        self._before: list[list[Value]] = []
        self._wrote = False
        self._last: dict[str, BudgetLine] = {}

    @cached_property
    def funders(self) -> dict[str, Organisation]:
        """The parties that fund, by the key of their name. One query."""
        return funders_named(self.budget.convention)

    def write(self, row: RowEdit) -> RowSaved:
        """One row."""
        if row.line_id is None:
            return self._add(row)
        line = self._by_key.get(row.line_id)
        if line is None:
            return RowSaved(None, was_gone=not row.removed)
        if row.removed:
            return self._remove(line, row)
        disputes, wrote = [], []
        for cell, mine in row.cells.items():
            theirs = value_of(line, cell)
            merged = merge(row.base.get(cell, theirs), mine, theirs)
            if merged.disputed:
                disputes.append(self._dispute(line, cell, theirs))
            elif merged.value != theirs:
                self._before.append([line.pk, cell, theirs])
                setattr(line, COLUMNS[cell], merged.value)
                wrote.append(cell)
        if wrote:
            self._settle(line, wrote)
        return RowSaved(line, tuple(disputes))

    def _settle(self, line: BudgetLine, wrote: list[str]) -> None:
        if not line.label:
            line.label = account_label(line.account, self.budget.year)
        if not line.label:
            raise Refused("Une ligne a un libellé, ou un compte.")
        if not line.in_kind or "account" in wrote:
            told = nature_of(line.account, line.label)
            line.in_kind = told or (line.in_kind if line.account[:2] in ("86", "87") else "")
        line.marks = {**line.marks, **dict.fromkeys(wrote, self.entry.seq)}
        line.save()
        self._wrote = True

    def _add(self, row: RowEdit) -> RowSaved:
        if len(self.lines) >= MOST_LINES:
            raise Refused(f"Un budget compte {MOST_LINES} lignes au plus.")
        cells = {cell: row.cells.get(cell) for cell in COLUMNS}
        account = str(cells["account"] or "")
        is_heading = row.level == BudgetLine.Level.HEADING
        line = BudgetLine(
            budget=self.budget,
            position=max((one.position for one in self.lines), default=0) + 1,
            side=row.side,
            level=row.level,
            account=account,
            label=str(cells["label"] or "") or account_label(account, self.budget.year),
            in_kind=str(cells["nature"] or ""),
            parent=None if is_heading else self._heading(row.side, account),
        )
        amount, funder = cells["amount"], cells["funder"]
        cents = amount if isinstance(amount, int) else None
        line.printed_cents, line.amount_cents = (cents, None) if is_heading else (None, cents)
        line.funder_id = funder if isinstance(funder, int) else None
        if line.funder_id is None and not is_heading and row.side == BudgetLine.Side.INCOME:
            line.funder = self.funders.get(fold(line.label))
        self._settle(line, [""])
        self.lines.append(line)
        self._last[line.side] = line
        self._by_key[line.pk] = line
        return RowSaved(line)

    def _heading(self, side: str, account: str) -> BudgetLine | None:
        """The heading printed for an account; without one, that of the row added just before."""
        if account:
            headings = [one for one in self.lines if one.side == side and one.level == "heading"]
            return next((one for one in headings if one.account == account[:2]), None)
        before = self._last.get(side)
        if before is None:
            return None
        return before if before.level == BudgetLine.Level.HEADING else before.parent

    def _remove(self, line: BudgetLine, row: RowEdit) -> RowSaved:
        moved = [cell for cell, base in row.base.items() if value_of(line, cell) != base]
        if moved:
            told = tuple(self._dispute(line, cell, value_of(line, cell)) for cell in moved)
            return RowSaved(line, told)
        self._before.append([line.pk, line.account, line.label, line.amount_cents])
        drop_lines([line])
        self.lines.remove(line)
        del self._by_key[line.pk]
        self._wrote = True
        return RowSaved(None)

    def _dispute(self, line: BudgetLine, cell: str, theirs: Value) -> Dispute:
        seq = line.marks.get(cell) or line.marks.get("")
        wrote = JournalEntry.objects.filter(house_id=self.entry.house_id, seq=seq)
        by, at = wrote.values_list("actor_id", "at").first() or (None, None)
        return Dispute(cell, theirs, by, at)

    def state(self, stated: Stated) -> None:
        """Write what the text of the sheet says."""
        budget = self.budget
        now = {
            "stated_cost_cents": stated.cost_cents,
            "stated_grant_cents": stated.grant_cents,
            "in_kind_expected": stated.in_kind_expected,
            "printed_expense_cents": stated.printed_expense_cents,
            "printed_income_cents": stated.printed_income_cents,
        }
        then = {name: getattr(budget, name) for name in now}
        if now == then:
            return
        self._before.append(["stated", *then.values()])
        for name, value in now.items():
            setattr(budget, name, value)
        budget.save()
        self._wrote = True

    def forget_claims(self) -> None:
        """Drop the printed amounts of headings and totals."""
        for line in self.lines:
            if line.printed_cents is not None:
                self._before.append([line.pk, "printed", line.printed_cents])
                line.printed_cents = None
        self.budget.lines.filter(printed_cents__isnull=False).update(printed_cents=None)
        budget = self.budget
        self._before.append(["printed", budget.printed_expense_cents, budget.printed_income_cents])
        budget.printed_expense_cents = budget.printed_income_cents = None
        budget.save()
        self._wrote = True

    def close(self) -> bool:
        """Say in the journal what was written; whether anything was."""
        if not self._wrote:
            return False
        if self._before:
            self.entry.detail(category="funding", before=self._before)
        self.entry.mention("budget", self.budget.pk)
        self.entry.mention("convention", self.budget.convention_id)
        return True
