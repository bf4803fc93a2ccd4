"""What is written about assemblies, one file per noun. Every action is one journal entry."""

from probant.governance.actions.bodies import create_body, set_body_rule
from probant.governance.actions.deliberations import (
    record_deliberation,
    record_formalities,
    replace_deliberation,
    withdraw_deliberation,
)
from probant.governance.actions.drafts import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    LinkDraft,
    RuleDraft,
    SittingDraft,
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
    "create_body",
    "record_deliberation",
    "record_formalities",
    "record_sitting",
    "replace_deliberation",
    "set_body_rule",
    "withdraw_deliberation",
]
