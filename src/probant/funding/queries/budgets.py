"""A stored budget as values for the rules, and computed for screens and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probant.funding.models import Budget, BudgetLine
from probant.funding.rules import (
    EXPENSE,
    INCOME,
    Group,
    Placed,
    Row,
    Table,
    Totals,
    check_budget,
    groups,
    totals,
)


def table_of(budget: Budget, lines: Iterable[BudgetLine]) -> Table:
    """A budget and its lines, in order, as values."""
    return Table(
        year=budget.year,
        rows=tuple(
            Row(
                key=line.pk,
                side=line.side,
                account=line.account,
                label=line.label,
                amount_cents=line.amount_cents,
                printed_cents=line.printed_cents,
                is_heading=line.level == BudgetLine.Level.HEADING,
                heading=line.parent_id,
                funder_id=line.funder_id,
            )
            for line in lines
        ),
        printed_expense_cents=budget.printed_expense_cents,
        printed_income_cents=budget.printed_income_cents,
        stated_cost_cents=budget.stated_cost_cents,
        stated_grant_cents=budget.stated_grant_cents,
        in_kind_expected=budget.in_kind_expected,
    )


@dataclass(frozen=True)
class BudgetView:
    """A budget with its headings, totals and findings computed."""

    budget: Budget
    table: Table
    expense: tuple[Group, ...]
    income: tuple[Group, ...]
    expense_totals: Totals
    income_totals: Totals
    placed: tuple[Placed, ...]

    @property
    def cost_cents(self) -> int | None:
        """The cost of the action: total of the charges, contributions in kind apart."""
        return self.expense_totals.main_cents

    def income_from(self, funder_id: int) -> int | None:
        """What a funder is expected to give: its lines; None where the budget names no funder."""
        cents = [row.amount_cents for row in self.table.rows if row.funder_id == funder_id]
        known = [one for one in cents if one is not None]
        return sum(known) if known else None


def budget_view(budget: Budget, lines: Sequence[BudgetLine]) -> BudgetView:
    """Compute a budget from its lines; no query."""
    table = table_of(budget, lines)
    return BudgetView(
        budget=budget,
        table=table,
        expense=tuple(groups(table, EXPENSE)),
        income=tuple(groups(table, INCOME)),
        expense_totals=totals(table, EXPENSE),
        income_totals=totals(table, INCOME),
        placed=tuple(check_budget(table)),
    )
