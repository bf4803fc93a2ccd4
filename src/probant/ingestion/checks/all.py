"""Every check of one document, in the order in which a reader would make them."""

from __future__ import annotations

from collections.abc import Callable

from probant.ingestion.checks.ballots import check_ballots
from probant.ingestion.checks.budgets import check_budgets
from probant.ingestion.checks.clauses import check_clauses
from probant.ingestion.checks.periods import check_periods
from probant.ingestion.checks.presence import check_presence
from probant.ingestion.checks.proxies import check_proxies
from probant.ingestion.checks.sums import check_sums
from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.kernel.finding import Finding, by_severity

CHECKS: tuple[Callable[[Draft, Document], list[Finding]], ...] = (
    check_presence,
    check_proxies,
    check_ballots,
    check_sums,
    check_budgets,
    check_clauses,
    check_periods,
)


def check(draft: Draft, document: Document) -> list[Finding]:
    """The findings of a document, gravest first."""
    return by_severity(finding for rule in CHECKS for finding in rule(draft, document))
