"""Reading assemblies, one module a subject."""

from probant.governance.queries.checks import item_findings, presence_at, sitting_findings
from probant.governance.queries.floor import (
    SittingFile,
    SittingFloor,
    file_of,
    floor_of,
    interested,
    outcome_of,
)
from probant.governance.queries.mandates import in_office, ties
from probant.governance.queries.register import (
    Register,
    deliberation_rows,
    life_of,
    presence_of,
    register_of,
    years_of,
)
from probant.governance.queries.rules import rules_on

__all__ = [
    "Register",
    "SittingFile",
    "SittingFloor",
    "deliberation_rows",
    "file_of",
    "floor_of",
    "in_office",
    "interested",
    "item_findings",
    "life_of",
    "outcome_of",
    "presence_at",
    "presence_of",
    "register_of",
    "rules_on",
    "sitting_findings",
    "ties",
    "years_of",
]
