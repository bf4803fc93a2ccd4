"""What is written about assemblies, one file per noun. Every action is one journal entry."""

from probant.governance.actions.bodies import add_college, create_body, set_body_rule
from probant.governance.actions.deliberations import record_deliberation, replace_deliberation
from probant.governance.actions.drafts import (
    AmountDraft,
    BallotDraft,
    CandidateDraft,
    DecisionDraft,
    DeliberationDraft,
    ItemDraft,
    LinkDraft,
    MandateDraft,
    RoundDraft,
    RuleDraft,
    SittingDraft,
    VoteDraft,
)
from probant.governance.actions.floor import (
    give_proxies,
    give_proxy,
    note_movement,
    revoke_proxy,
    take_presence,
    undo_movement,
)
from probant.governance.actions.formalities import (
    annul_deliberation,
    record_formalities,
    set_number_pattern,
    withdraw_deliberation,
)
from probant.governance.actions.live import (
    cancel_sitting,
    close_sitting,
    convene_sitting,
    open_sitting,
    plan_sitting,
    set_agenda,
    set_beneficiary,
)
from probant.governance.actions.mandates import add_mandates, declare_interest, end_mandate
from probant.governance.actions.sittings import record_sitting
from probant.governance.actions.votes import (
    cast_vote,
    hold_round,
    name_eldest,
    open_mandates,
)

__all__ = [
    "AmountDraft",
    "BallotDraft",
    "CandidateDraft",
    "DecisionDraft",
    "DeliberationDraft",
    "ItemDraft",
    "LinkDraft",
    "MandateDraft",
    "RoundDraft",
    "RuleDraft",
    "SittingDraft",
    "VoteDraft",
    "add_college",
    "add_mandates",
    "annul_deliberation",
    "cancel_sitting",
    "cast_vote",
    "close_sitting",
    "convene_sitting",
    "create_body",
    "declare_interest",
    "end_mandate",
    "give_proxies",
    "give_proxy",
    "hold_round",
    "name_eldest",
    "note_movement",
    "open_mandates",
    "open_sitting",
    "plan_sitting",
    "record_deliberation",
    "record_formalities",
    "record_sitting",
    "replace_deliberation",
    "revoke_proxy",
    "set_agenda",
    "set_beneficiary",
    "set_body_rule",
    "set_number_pattern",
    "take_presence",
    "undo_movement",
    "withdraw_deliberation",
]
