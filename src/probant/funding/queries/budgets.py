"""A stored budget as values for the rules, and computed for screens and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from probant.funding.models import Budget, BudgetLine, IndirectCost
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
from probant.funding.rules.indirect import IndirectRule, indirect_cents
from probant.funding.rules.weighed import check_alone, staff_cents

INDIRECT_KEY = -1
INDIRECT_LABEL = "Charges indirectes affectées à l’action"


def rule_of(budget: Budget) -> IndirectRule | None:
    """The written rule of indirect costs of a budget; `indirect` should be joined."""
    try:
        held = budget.indirect
    except IndirectCost.DoesNotExist:
        return None
    return IndirectRule(
        held.kind,
        held.text,
        held.share_hundredths or 0,
        held.pool_cents or 0,
        held.part or Decimal(0),
        held.whole or Decimal(0),
    )


def with_indirect(table: Table, rule: IndirectRule | None) -> Table:
    """The table with the line that the rule computes from its direct costs."""
    if rule is None:
        return table
    cents = indirect_cents(rule, _direct(table), staff_cents(table))
    line = Row(INDIRECT_KEY, EXPENSE, "", INDIRECT_LABEL, cents, is_computed=True)
    return replace(table, rows=(*table.rows, line))


def _direct(table: Table) -> int | None:
    """The direct costs that lines tell; a printed total is a claim, no base."""
    known = any(row.amount_cents is not None for row in table.rows if row.side == EXPENSE)
    return totals(table, EXPENSE).main_cents if known else None


def table_of(
    budget: Budget, lines: Iterable[BudgetLine], *, rule: IndirectRule | None = None
) -> Table:
    """A budget and its lines, in order, as values; what `rule` computes comes last."""
    return with_indirect(_typed(budget, lines), rule)


def _typed(budget: Budget, lines: Iterable[BudgetLine]) -> Table:
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
                in_kind=line.in_kind,
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
    """Compute a budget from its lines; no query where the rule of indirect costs is joined
    (`select_related("indirect")`).
    """
    table = table_of(budget, lines, rule=rule_of(budget))
    return BudgetView(
        budget=budget,
        table=table,
        expense=tuple(groups(table, EXPENSE)),
        income=tuple(groups(table, INCOME)),
        expense_totals=totals(table, EXPENSE),
        income_totals=totals(table, INCOME),
        placed=(*check_budget(table), *check_alone(table)),
    )
