"""Models of the assemblies, one file per noun."""

from probant.governance.models.agenda import AgendaItem, Movement
from probant.governance.models.bodies import Body, BodyRule, College
from probant.governance.models.deliberations import (
    Ballot,
    Decision,
    DecisionAmount,
    Deliberation,
    DeliberationLink,
)
from probant.governance.models.facts import ActTransmitted, ActVoted, SittingFact, SittingHeld
from probant.governance.models.life import Fee, FollowUp, Statutes
from probant.governance.models.mandates import Interest, Mandate
from probant.governance.models.sittings import Proxy, Seat, Sitting
from probant.governance.models.votes import Candidacy, CollegeCount, Vote

__all__ = [
    "ActTransmitted",
    "ActVoted",
    "AgendaItem",
    "Ballot",
    "Body",
    "BodyRule",
    "Candidacy",
    "College",
    "CollegeCount",
    "Decision",
    "DecisionAmount",
    "Deliberation",
    "DeliberationLink",
    "Fee",
    "FollowUp",
    "Interest",
    "Mandate",
    "Movement",
    "Proxy",
    "Seat",
    "Sitting",
    "SittingFact",
    "SittingHeld",
    "Statutes",
    "Vote",
]
