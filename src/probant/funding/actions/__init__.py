"""What is written about funding, one file per noun. Every action is one journal entry."""

from probant.funding.actions.awards import make_award, replace_award, void_award
from probant.funding.actions.budget_cells import BudgetSaved, Dispute, RowSaved, edit_budget
from probant.funding.actions.budgets import set_budget
from probant.funding.actions.conventions import (
    add_approval,
    record_convention,
    set_clauses,
    set_status,
)
from probant.funding.actions.drafts import (
    ApprovalDraft,
    ClauseDraft,
    LineDraft,
    PartyDraft,
    RowEdit,
    Stated,
    TargetDraft,
)
from probant.funding.actions.engineering import drop_engineering_fund, set_engineering_fund
from probant.funding.actions.payments import record_fulfilment, record_payment, void_payment
from probant.funding.actions.shares import drop_cost_share, share_cost
from probant.funding.actions.sheets import add_action_sheet

__all__ = [
    "ApprovalDraft",
    "BudgetSaved",
    "ClauseDraft",
    "Dispute",
    "LineDraft",
    "PartyDraft",
    "RowEdit",
    "RowSaved",
    "Stated",
    "TargetDraft",
    "add_action_sheet",
    "add_approval",
    "drop_cost_share",
    "drop_engineering_fund",
    "edit_budget",
    "make_award",
    "record_convention",
    "record_fulfilment",
    "record_payment",
    "replace_award",
    "set_budget",
    "set_clauses",
    "set_engineering_fund",
    "set_status",
    "share_cost",
    "void_award",
    "void_payment",
]
