"""Models of the assemblies, one file per noun."""

from probant.governance.models.bodies import Body, BodyRule
from probant.governance.models.deliberations import (
    Ballot,
    Decision,
    DecisionAmount,
    Deliberation,
    DeliberationLink,
)
from probant.governance.models.sittings import Proxy, Seat, Sitting

__all__ = [
    "Ballot",
    "Body",
    "BodyRule",
    "Decision",
    "DecisionAmount",
    "Deliberation",
    "DeliberationLink",
    "Proxy",
    "Seat",
    "Sitting",
]
