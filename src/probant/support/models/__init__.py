"""Models of support, one file per noun."""

from probant.support.models.cases import Case, Note, Supporter
from probant.support.models.facts import (
    CaseClosed,
    CaseFact,
    CaseOpened,
    JobFact,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)
from probant.support.models.missions import Mission

__all__ = [
    "Case",
    "CaseClosed",
    "CaseFact",
    "CaseOpened",
    "JobFact",
    "Mission",
    "MissionContracted",
    "MissionJoined",
    "Note",
    "OrganisationBorn",
    "PhaseReached",
    "Supporter",
]
