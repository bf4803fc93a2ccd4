"""Reading the inbox: its list, what a document probably belongs to, what contradicts what."""

from probant.ingestion.queries.contradictions import Contradiction, Said, contradictions
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
    "Cited",
    "Contradiction",
    "Said",
    "Sheet",
    "cited_convention",
    "contradictions",
    "findings_of",
    "guess_body_kind",
    "guess_role",
    "inbox_counts",
    "inbox_rows",
    "propose_act",
    "propose_awards",
    "propose_body",
    "propose_convention",
    "propose_sheet",
    "propose_structures",
    "sheets_in",
]
