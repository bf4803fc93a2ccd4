"""Reading the inbox: its list, what a document probably belongs to, what contradicts what."""

from probant.ingestion.queries.claims import claim_counts, claim_of, claim_rows, proposed, told_of
from probant.ingestion.queries.contradictions import (
    Apart,
    Contradiction,
    Said,
    contradictions,
    findings_within,
    known_on,
    set_apart,
    words_of_scopes,
)
from probant.ingestion.queries.inbox import findings_of, inbox_counts, inbox_rows
from probant.ingestion.queries.proposals import (
    Cited,
    Sheet,
    cited_convention,
    guess_body_kind,
    guess_role,
    propose_act,
    propose_awards,
    propose_body,
    propose_convention,
    propose_sheet,
    propose_structures,
    sheets_in,
)

__all__ = [
    "Apart",
    "Cited",
    "Contradiction",
    "Said",
    "Sheet",
    "cited_convention",
    "claim_counts",
    "claim_of",
    "claim_rows",
    "contradictions",
    "findings_of",
    "findings_within",
    "guess_body_kind",
    "guess_role",
    "inbox_counts",
    "inbox_rows",
    "known_on",
    "propose_act",
    "propose_awards",
    "propose_body",
    "propose_convention",
    "propose_sheet",
    "propose_structures",
    "proposed",
    "set_apart",
    "sheets_in",
    "told_of",
    "words_of_scopes",
]
