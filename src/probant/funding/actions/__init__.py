"""What is written about funding, one file per noun. Every action is one journal entry."""

from probant.funding.actions.amendments import record_amendment, renew_convention, set_changes
from probant.funding.actions.awards import make_award, replace_award, void_award
from probant.funding.actions.budget_cells import BudgetSaved, Dispute, RowSaved, edit_budget
from probant.funding.actions.budgets import set_budget
from probant.funding.actions.chain import (
    add_basis,
    call_payment,
    complete_payment,
    record_step,
    void_step,
)
from probant.funding.actions.conventions import (
    add_approval,
    record_convention,
    set_clauses,
    set_status,
)
from probant.funding.actions.draft_models import keep_draft_model, retire_draft_model
from probant.funding.actions.drafts import (
    ApprovalDraft,
    ChangeDraft,
    ClauseDraft,
    LineDraft,
    PartyDraft,
    RowEdit,
    Stated,
    TargetDraft,
)
from probant.funding.actions.engineering import drop_engineering_fund, set_engineering_fund
from probant.funding.actions.evidence import (
    PieceDraft,
    accept_evidence,
    complete_list,
    give_evidence,
    refuse_evidence,
)
from probant.funding.actions.identity import (
    AnnexDraft,
    drop_approval,
    edit_convention,
    set_annexes,
)
from probant.funding.actions.payments import record_fulfilment, record_payment, void_payment
from probant.funding.actions.renewals import Renewal, can_renew, renew_sheet
from probant.funding.actions.shares import drop_cost_share, share_cost
from probant.funding.actions.sheet_edits import (
    SheetDraft,
    add_remark,
    drop_template,
    resolve_remark,
    save_template,
    set_layers,
    set_owners,
    update_sheet,
    validate_sheet,
)
from probant.funding.actions.sheets import add_action_sheet
from probant.funding.actions.signing import require_clear, sign_here, submit_convention, take_on
from probant.funding.actions.statements import confirm_line, propose_lines, set_line_aside
from probant.funding.actions.wording import (
    drop_article,
    drop_clause,
    keep_voted_text,
    paste_text,
    write_article,
    write_clause,
)

__all__ = [
    "AnnexDraft",
    "ApprovalDraft",
    "BudgetSaved",
    "ChangeDraft",
    "ClauseDraft",
    "Dispute",
    "LineDraft",
    "PartyDraft",
    "PieceDraft",
    "Renewal",
    "RowEdit",
    "RowSaved",
    "SheetDraft",
    "Stated",
    "TargetDraft",
    "accept_evidence",
    "add_action_sheet",
    "add_approval",
    "add_basis",
    "add_remark",
    "call_payment",
    "can_renew",
    "complete_list",
    "complete_payment",
    "confirm_line",
    "drop_approval",
    "drop_article",
    "drop_clause",
    "drop_cost_share",
    "drop_engineering_fund",
    "drop_template",
    "edit_budget",
    "edit_convention",
    "give_evidence",
    "keep_draft_model",
    "keep_voted_text",
    "make_award",
    "paste_text",
    "propose_lines",
    "record_amendment",
    "record_convention",
    "record_fulfilment",
    "record_payment",
    "record_step",
    "refuse_evidence",
    "renew_convention",
    "renew_sheet",
    "replace_award",
    "require_clear",
    "resolve_remark",
    "retire_draft_model",
    "save_template",
    "set_annexes",
    "set_budget",
    "set_changes",
    "set_clauses",
    "set_engineering_fund",
    "set_layers",
    "set_line_aside",
    "set_owners",
    "set_status",
    "share_cost",
    "sign_here",
    "submit_convention",
    "take_on",
    "update_sheet",
    "validate_sheet",
    "void_award",
    "void_payment",
    "void_step",
    "write_article",
    "write_clause",
]
