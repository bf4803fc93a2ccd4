"""What is written from documents and spreadsheets: received, reviewed, accepted, closed."""

from probant.ingestion.actions.accepting import accept
from probant.ingestion.actions.closing import close_claim, close_contradiction, close_finding
from probant.ingestion.actions.imports import (
    abandon_import,
    apply_import,
    decide_doubles,
    kind_of,
    preview,
    receive_import,
    settle_columns,
    summary,
)
from probant.ingestion.actions.matching import Match, match_claim, note_claim
from probant.ingestion.actions.plans import (
    ActPlan,
    AwardPlan,
    BodyPlan,
    ConventionPlan,
    NewStructure,
    PartyPlan,
    Plan,
    SheetPlan,
)
from probant.ingestion.actions.receiving import Received, read_again, receive
from probant.ingestion.actions.reviewing import (
    Choice,
    decide,
    decide_all,
    decide_value,
    set_aside,
    take_back,
)
from probant.ingestion.actions.undoing import undo_import

__all__ = [
    "ActPlan",
    "AwardPlan",
    "BodyPlan",
    "Choice",
    "ConventionPlan",
    "Match",
    "NewStructure",
    "PartyPlan",
    "Plan",
    "Received",
    "SheetPlan",
    "abandon_import",
    "accept",
    "apply_import",
    "close_claim",
    "close_contradiction",
    "close_finding",
    "decide",
    "decide_all",
    "decide_doubles",
    "decide_value",
    "kind_of",
    "match_claim",
    "note_claim",
    "preview",
    "read_again",
    "receive",
    "receive_import",
    "set_aside",
    "settle_columns",
    "summary",
    "take_back",
    "undo_import",
]
