"""Reading assemblies, one module a subject."""

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
    "deliberation_rows",
    "life_of",
    "presence_of",
    "register_of",
    "rules_on",
    "years_of",
]
