"""Budgets: the whole table written at once; what it was before stays in the journal."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, ProtectedError

from probant.directory.models import Organisation
from probant.funding.access import can_change
from probant.funding.actions.drafts import LineDraft, Value
from probant.funding.actions.layers import require_budget
from probant.funding.models import ActionSheet, Budget, BudgetLine, Convention, Party
from probant.funding.rules import leaves_heading
from probant.funding.rules.in_kind import nature_of
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold

HIGHEST_CENTS = 10**13
MOST_LINES = 2000
#: cell → column
COLUMNS = {
    "account": "account",
    "label": "label",
    "funder": "funder_id",
    "nature": "in_kind",
    "amount": "amount_cents",
}


def set_budget(
    *,
    actor: Actor,
    convention: Convention,
    year: int,
    lines: Sequence[LineDraft],
    sheet: ActionSheet | None = None,
    nature: str = Budget.Nature.PLANNED,
    printed_expense_cents: int | None = None,
    printed_income_cents: int | None = None,
    stated_cost_cents: int | None = None,
    stated_grant_cents: int | None = None,
    in_kind_expected: bool = False,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Budget:
    """Write the budget of a year, of an action or of the whole convention, in place of what it was.

    A line of the same side, account and label stays the same row: what points at it stays. A table
    that does not add up is kept, with findings. Refused: an amount out of reach, an unknown side or
    level, another convention's sheet.

    Raises `Refused`, `Stale` (`read_at`: the budget was written since) and the journal's errors.
    Effects: rows; one entry mentioning ("budget", id) and ("convention", id), the lines before in
    its detail.
    """
    require(can_change(actor, convention))
    refuse_place(convention, sheet, year, nature)
    require_budget(actor, sheet)
    _check(lines)
    with change(
        actor,
        verb="funding.set_budget",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        budget, created = Budget.objects.get_or_create(
            convention=convention, sheet=sheet, year=year, nature=nature
        )
        if not created:
            entry.guard("budget", budget.pk, read_at=read_at)
            before = budget.lines.values_list("account", "label", "side", "amount_cents")
            entry.detail(category="funding", before=[list(row) for row in before])
        budget.printed_expense_cents = printed_expense_cents
        budget.printed_income_cents = printed_income_cents
        budget.stated_cost_cents = stated_cost_cents
        budget.stated_grant_cents = stated_grant_cents
        budget.in_kind_expected = in_kind_expected
        budget.save()
        _write_lines(budget, lines, seq=entry.seq)
        entry.mention("budget", budget.pk)
        entry.mention("convention", convention.pk)
    return budget


def funders_named(convention: Convention) -> dict[str, Organisation]:
    """The parties that fund, by the key of their name. One query.

    A product that is called by the name of a funder is that funder's.
    """
    parties = convention.parties.filter(role=Party.Role.FUNDER).select_related("organisation")
    return {fold(one.organisation.name): one.organisation for one in parties}


def refuse_place(convention: Convention, sheet: ActionSheet | None, year: int, nature: str) -> None:
    """Raise `Refused` where a budget cannot stand there."""
    if sheet is not None and sheet.convention_id != convention.pk:
        raise Refused("Cette fiche action est celle d’une autre convention.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    if nature not in Budget.Nature.values:
        raise Refused("Un budget est prévisionnel ou réalisé.")
    if nature == Budget.Nature.ACTUAL:
        raise Refused(
            "Le réalisé ne se saisit pas : il se lit dans les comptes de la structure, importés."
        )


def refuse_amount(label: str, cents: int | None) -> None:
    """Raise `Refused` where an amount is out of reach."""
    if cents is not None and abs(cents) > HIGHEST_CENTS:
        raise Refused(f"Le montant de « {label} » est hors de portée d’un budget.")


def _check(lines: Sequence[LineDraft]) -> None:
    if len(lines) > MOST_LINES:
        raise Refused(f"Un budget compte {MOST_LINES} lignes au plus.")
    for line in lines:
        if line.side not in BudgetLine.Side.values or line.level not in BudgetLine.Level.values:
            raise Refused(f"La ligne « {line.label} » n’est ni une charge ni un produit.")
        if line.in_kind and line.in_kind not in BudgetLine.InKind.values:
            raise Refused(f"La nature de l’apport « {line.label} » n’est pas connue.")
        if not line.label.strip():
            raise Refused("Une ligne n’a pas de libellé.")
        refuse_amount(line.label, line.amount_cents)


@dataclass
class _Place:
    """A row as it is to stand: the heading above it is the place of one, in the same list."""

    row: BudgetLine
    above: int | None


def _write_lines(budget: Budget, lines: Sequence[LineDraft], *, seq: int) -> None:
    """Rows in order, each under the heading printed above it on its side; matched rows stay."""
    kept = list(budget.lines.order_by("position"))
    places = _places(budget, lines)
    for place in places:
        _take_over(place.row, kept, seq)
    _drop(kept)
    budget.lines.update(position=-F("position") - 1, parent=None)
    for place in places:  # headings first: their key is needed below
        if place.row.level == BudgetLine.Level.HEADING:
            place.row.save()
    for place in places:
        if place.above is not None:
            place.row.parent = places[place.above].row
    rest = [place.row for place in places if place.row.level == BudgetLine.Level.LINE]
    BudgetLine.objects.bulk_create([row for row in rest if row.pk is None])
    BudgetLine.objects.bulk_update([row for row in rest if row.pk is not None], WRITTEN)


WRITTEN = (
    "position", "side", "level", "account", "label", "amount_cents", "printed_cents", "funder",
    "in_kind", "marks", "parent",
)  # fmt: skip


def _places(budget: Budget, lines: Sequence[LineDraft]) -> list[_Place]:
    heading: dict[str, int] = {}
    found: list[_Place] = []
    funders = funders_named(budget.convention)
    for place, draft in enumerate(lines):
        is_heading = draft.level == BudgetLine.Level.HEADING
        if is_heading and draft.amount_cents is not None and not _has_lines(lines, place):
            is_heading = False
            heading.pop(draft.side, None)
        row = _row(budget, draft, place + 1, is_heading=is_heading)
        if not is_heading and draft.side == BudgetLine.Side.INCOME and row.funder_id is None:
            row.funder = funders.get(fold(row.label))
        above = None
        if is_heading:
            heading[draft.side] = place
        else:
            above = heading.get(draft.side)
            if above is not None and leaves_heading(row.account, found[above].row.account):
                above = None
                del heading[draft.side]
        found.append(_Place(row, above))
    return found


def _row(budget: Budget, draft: LineDraft, position: int, *, is_heading: bool) -> BudgetLine:
    account, label = draft.account.strip(), " ".join(draft.label.split())
    return BudgetLine(
        budget=budget,
        position=position,
        side=draft.side,
        level=BudgetLine.Level.HEADING if is_heading else BudgetLine.Level.LINE,
        account=account,
        label=label,
        amount_cents=None if is_heading else draft.amount_cents,
        printed_cents=draft.amount_cents if is_heading else None,
        funder=draft.funder,
        in_kind="" if is_heading else draft.in_kind or nature_of(account, label),
    )


def _take_over(row: BudgetLine, kept: list[BudgetLine], seq: int) -> None:
    """Write a row over the stored one that it is, which leaves `kept`."""
    shape = (row.side, row.level, fold(row.label))
    alike = [one for one in kept if (one.side, one.level, fold(one.label)) == shape]
    same = next((one for one in alike if one.account == row.account), None)
    if same is None:
        row.marks = {"": seq}
        return
    kept.remove(same)
    row.pk = same.pk
    row._state.adding = False
    changed = [cell for cell, name in COLUMNS.items() if getattr(same, name) != getattr(row, name)]
    row.marks = {**same.marks, **dict.fromkeys(changed, seq)}


def _drop(lines: Sequence[BudgetLine]) -> None:
    """Delete lines that are no longer there. Raises `Refused` where something rests on one."""
    keys = [line.pk for line in lines]
    if not keys:
        return
    BudgetLine.objects.filter(parent__in=keys).update(parent=None)
    try:
        BudgetLine.objects.filter(pk__in=keys).delete()
    except ProtectedError as error:
        held = {getattr(one, "line_id", None) for one in error.protected_objects}
        label = next((line.label for line in lines if line.pk in held), lines[0].label)
        raise Refused(
            f"La ligne « {label} » porte une part de financeur ou des écritures : elle reste, "
            "videz son montant ou détachez-les d’abord."
        ) from error


drop_lines = _drop


def _has_lines(lines: Sequence[LineDraft], place: int) -> bool:
    """Whether a heading has a line of its side under it, before the next heading of that side."""
    side = lines[place].side
    following = next((line for line in lines[place + 1 :] if line.side == side), None)
    return following is not None and following.level == BudgetLine.Level.LINE


def value_of(line: BudgetLine, cell: str) -> Value:
    """What stands in a cell of a line."""
    value: Value = getattr(line, COLUMNS[cell])
    return value
