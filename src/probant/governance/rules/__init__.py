"""What the law and arithmetic say of a sitting, a ballot, a deliberation; pure, no database."""

from probant.governance.rules.ballots import (
    CollegeVotes,
    Count,
    Declared,
    Outcome,
    check_ballot,
    check_method,
    outcome,
    weighed_outcome,
)
from probant.governance.rules.calendar import check_dates, check_notice, clear_days, executory_on
from probant.governance.rules.decisions import AmountSplit, check_amounts
from probant.governance.rules.elections import (
    Election,
    Round,
    Scored,
    check_round,
    elected,
    names_elected,
    next_round,
)
from probant.governance.rules.floor import (
    Floor,
    Given,
    Member,
    Move,
    Quorum,
    floor_at,
    quorum_at,
    rights,
    room_at,
)
from probant.governance.rules.law import BodyRules, council_law, override, quorum_needed
from probant.governance.rules.life import Life, Stage, Status, check_life, stages, status_of
from probant.governance.rules.names import bare_name, find_name, name_key
from probant.governance.rules.numbering import check_number, check_pattern, next_number
from probant.governance.rules.presence import (
    Presence,
    check_presence,
    check_proxies,
    check_quorum,
    check_secretary,
)
from probant.governance.rules.proxies import check_repeated, refuse_own, refuse_proxy

__all__ = [
    "AmountSplit",
    "BodyRules",
    "CollegeVotes",
    "Count",
    "Declared",
    "Election",
    "Floor",
    "Given",
    "Life",
    "Member",
    "Move",
    "Outcome",
    "Presence",
    "Quorum",
    "Round",
    "Scored",
    "Stage",
    "Status",
    "bare_name",
    "check_amounts",
    "check_ballot",
    "check_dates",
    "check_life",
    "check_method",
    "check_notice",
    "check_number",
    "check_pattern",
    "check_presence",
    "check_proxies",
    "check_quorum",
    "check_repeated",
    "check_round",
    "check_secretary",
    "clear_days",
    "council_law",
    "elected",
    "executory_on",
    "find_name",
    "floor_at",
    "name_key",
    "names_elected",
    "next_number",
    "next_round",
    "outcome",
    "override",
    "quorum_at",
    "quorum_needed",
    "refuse_own",
    "refuse_proxy",
    "rights",
    "room_at",
    "stages",
    "status_of",
    "weighed_outcome",
]
