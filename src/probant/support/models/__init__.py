"""Models of support, one file per noun."""

from probant.support.models.cases import Case, Note, Supporter
from probant.support.models.committees import CommitteeItem, CommitteeMeeting, CommitteeOpinion
from probant.support.models.diagnoses import (
    Diagnosis,
    DiagnosisSigned,
    DiagnosisVersion,
    DiagnosisYear,
)
from probant.support.models.engineering import (
    ConsultationRule,
    EvaluationWords,
    FindingTaken,
    MissionDeliverable,
    MissionSession,
)
from probant.support.models.engineering_facts import (
    MissionAttended,
    MissionEnded,
    MissionEvaluated,
    MissionFact,
    OfferReceived,
    ProviderConsulted,
)
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
from probant.support.models.plans import PlanItem
from probant.support.models.providers import Provider, ProviderPlace, ProviderSkill, Skill

__all__ = [
    "Case",
    "CaseClosed",
    "CaseFact",
    "CaseOpened",
    "CommitteeItem",
    "CommitteeMeeting",
    "CommitteeOpinion",
    "ConsultationRule",
    "Diagnosis",
    "DiagnosisSigned",
    "DiagnosisVersion",
    "DiagnosisYear",
    "EvaluationWords",
    "FindingTaken",
    "JobFact",
    "Mission",
    "MissionAttended",
    "MissionContracted",
    "MissionDeliverable",
    "MissionEnded",
    "MissionEvaluated",
    "MissionFact",
    "MissionJoined",
    "MissionSession",
    "Note",
    "OfferReceived",
    "OrganisationBorn",
    "PhaseReached",
    "PlanItem",
    "Provider",
    "ProviderConsulted",
    "ProviderPlace",
    "ProviderSkill",
    "Skill",
    "Supporter",
]
