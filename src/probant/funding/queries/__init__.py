"""Reading funding: a convention whole, what is due, what does not hold, lists."""

from probant.funding.queries.budgets import BudgetView, budget_view, table_of
from probant.funding.queries.files import ActionYear, ConventionFile, file_of
from probant.funding.queries.findings import Told
from probant.funding.queries.lists import convention_rows
from probant.funding.queries.obligations import obligations

__all__ = [
    "ActionYear",
    "BudgetView",
    "ConventionFile",
    "Told",
    "budget_view",
    "convention_rows",
    "file_of",
    "obligations",
    "table_of",
]
