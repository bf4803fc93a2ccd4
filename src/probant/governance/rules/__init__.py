"""What the law and arithmetic say of a sitting, a ballot, a deliberation; pure, no database."""

from probant.governance.rules.ballots import Count, Declared, Outcome, check_ballot, outcome
from probant.governance.rules.calendar import check_dates, check_notice, clear_days, executory_on
from probant.governance.rules.decisions import AmountSplit, check_amounts
from probant.governance.rules.law import BodyRules, council_law, override, quorum_needed
from probant.governance.rules.life import Life, Stage, Status, check_life, stages, status_of
from probant.governance.rules.names import bare_name, find_name, name_key
from probant.governance.rules.numbering import check_number, check_pattern, next_number
from probant.governance.rules.presence import (
    Presence,
    check_presence,
    check_proxies,
    check_quorum,
)

__all__ = [
    "AmountSplit",
    "BodyRules",
    "Count",
    "Declared",
    "Life",
    "Outcome",
    "Presence",
    "Stage",
    "Status",
    "bare_name",
    "check_amounts",
    "check_ballot",
    "check_dates",
    "check_life",
    "check_notice",
    "check_number",
    "check_pattern",
    "check_presence",
    "check_proxies",
    "check_quorum",
    "clear_days",
    "council_law",
    "executory_on",
    "find_name",
    "name_key",
    "next_number",
    "outcome",
    "override",
    "quorum_needed",
    "stages",
    "status_of",
]
