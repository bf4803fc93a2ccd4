"""Budgets: the whole table is replaced at once; what it was before stays in the journal."""

import datetime
import uuid
from collections.abc import Sequence

from probant.funding.access import can_change
from probant.funding.actions.drafts import LineDraft
from probant.funding.models import ActionSheet, Budget, BudgetLine, Convention
from probant.funding.rules import leaves_heading
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

HIGHEST_CENTS = 10**13
MOST_LINES = 2000


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

    A table that does not add up is kept, with findings. Refused: an amount out of reach, an unknown
    side or level, another convention's sheet.

    Raises `Refused`, `Stale` (`read_at`: the budget was written since) and the journal's errors.
    Effects: rows; one entry mentioning ("budget", id) and ("convention", id), the lines before in
    its detail.
    """
    require(can_change(actor, convention))
    _check(convention, sheet, year, nature, lines)
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
        budget.lines.filter(parent__isnull=False).delete()
        budget.lines.all().delete()
        _write_lines(budget, lines)
        entry.mention("budget", budget.pk)
        entry.mention("convention", convention.pk)
    return budget


def _check(
    convention: Convention,
    sheet: ActionSheet | None,
    year: int,
    nature: str,
    lines: Sequence[LineDraft],
) -> None:
    if sheet is not None and sheet.convention_id != convention.pk:
        raise Refused("Cette fiche action est celle d’une autre convention.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    if nature not in Budget.Nature.values:
        raise Refused("Un budget est prévisionnel ou réalisé.")
    if len(lines) > MOST_LINES:
        raise Refused(f"Un budget compte {MOST_LINES} lignes au plus.")
    for line in lines:
        if line.side not in BudgetLine.Side.values or line.level not in BudgetLine.Level.values:
            raise Refused(f"La ligne « {line.label} » n’est ni une charge ni un produit.")
        if not line.label.strip():
            raise Refused("Une ligne n’a pas de libellé.")
        if line.amount_cents is not None and abs(line.amount_cents) > HIGHEST_CENTS:
            raise Refused(f"Le montant de « {line.label} » est hors de portée d’un budget.")


def _write_lines(budget: Budget, lines: Sequence[LineDraft]) -> None:
    """Rows in order; each line under the heading printed above it on its side."""
    heading: dict[str, BudgetLine] = {}
    rows = []
    for place, draft in enumerate(lines):
        is_heading = draft.level == BudgetLine.Level.HEADING
        if is_heading and draft.amount_cents is not None and not _has_lines(lines, place):
            is_heading = False
            heading.pop(draft.side, None)
        row = BudgetLine(
            budget=budget,
            position=place + 1,
            side=draft.side,
            level=BudgetLine.Level.HEADING if is_heading else BudgetLine.Level.LINE,
            account=draft.account.strip(),
            label=" ".join(draft.label.split()),
            amount_cents=None if is_heading else draft.amount_cents,
            printed_cents=draft.amount_cents if is_heading else None,
            funder=draft.funder,
        )
        if is_heading:
            row.save()
            heading[draft.side] = row
        else:
            above = heading.get(draft.side)
            if above is not None and leaves_heading(row.account, above.account):
                above = None
                del heading[draft.side]
            row.parent = above
            rows.append(row)
    BudgetLine.objects.bulk_create(rows)


def _has_lines(lines: Sequence[LineDraft], place: int) -> bool:
    """Whether a heading has a line of its side under it, before the next heading of that side."""
    side = lines[place].side
    following = next((line for line in lines[place + 1 :] if line.side == side), None)
    return following is not None and following.level == BudgetLine.Level.LINE
