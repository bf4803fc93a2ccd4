"""What is written about assemblies, one file per noun. Every action is one journal entry."""

from probant.governance.actions.bodies import create_body, set_body_rule
from probant.governance.actions.deliberations import record_deliberation, replace_deliberation
from probant.governance.actions.drafts import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    LinkDraft,
    RuleDraft,
    SittingDraft,
)
from probant.governance.actions.formalities import (
    annul_deliberation,
    record_formalities,
    set_number_pattern,
    withdraw_deliberation,
)
from probant.governance.actions.sittings import record_sitting

__all__ = [
    "AmountDraft",
    "BallotDraft",
    "DecisionDraft",
    "DeliberationDraft",
    "LinkDraft",
    "RuleDraft",
    "SittingDraft",
    "annul_deliberation",
    "create_body",
    "record_deliberation",
    "record_formalities",
    "record_sitting",
    "replace_deliberation",
    "set_body_rule",
    "set_number_pattern",
    "withdraw_deliberation",
]
