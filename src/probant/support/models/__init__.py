"""Models of support, one file per noun."""

from probant.support.models.appointments import Appointment, AppointmentHeld, Mode, NoteTemplate
from probant.support.models.calls import (
    Call,
    Caller,
    CallFact,
    CallMode,
    CallOutcome,
    CallTaken,
    NeedVoiced,
    OneOffAdvice,
)
from probant.support.models.cases import Audience, Case, Note, Supporter, cases_of_party
from probant.support.models.choices import DoorChoice
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
    CaseReopened,
    JobFact,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)
from probant.support.models.files import CaseFile, Milestone, MilestoneReached
from probant.support.models.follow_ups import FollowedUp, FollowUpTerm, Since
from probant.support.models.hand_overs import HandOver
from probant.support.models.mails import CaseMail
from probant.support.models.missions import Mission
from probant.support.models.parties import CaseMember, CasePartner
from probant.support.models.plans import PlanItem
from probant.support.models.providers import Provider, ProviderPlace, ProviderSkill, Skill
from probant.support.models.referrals import (
    IntroductionMade,
    IntroductionOutcome,
    Referral,
    ReferralOutcome,
    Sequel,
)
from probant.support.models.requests import RequestReceived, SupportRequest
from probant.support.models.space import SupportCertificate, cases_held_by
from probant.support.models.steps import CaseStep
from probant.support.models.tasks import Task
from probant.support.models.testimonies import (
    ConsentSaid,
    Scope,
    Testimony,
    TestimonyAnswer,
    TestimonyGiven,
    TestimonyPublished,
)

__all__ = [
    "Appointment",
    "AppointmentHeld",
    "Audience",
    "Call",
    "CallFact",
    "CallMode",
    "CallOutcome",
    "CallTaken",
    "Caller",
    "Case",
    "CaseClosed",
    "CaseFact",
    "CaseFile",
    "CaseMail",
    "CaseMember",
    "CaseOpened",
    "CasePartner",
    "CaseReopened",
    "CaseStep",
    "CommitteeItem",
    "CommitteeMeeting",
    "CommitteeOpinion",
    "ConsentSaid",
    "ConsultationRule",
    "Diagnosis",
    "DiagnosisSigned",
    "DiagnosisVersion",
    "DiagnosisYear",
    "DoorChoice",
    "EvaluationWords",
    "FindingTaken",
    "FollowUpTerm",
    "FollowedUp",
    "HandOver",
    "IntroductionMade",
    "IntroductionOutcome",
    "JobFact",
    "Milestone",
    "MilestoneReached",
    "Mission",
    "MissionAttended",
    "MissionContracted",
    "MissionDeliverable",
    "MissionEnded",
    "MissionEvaluated",
    "MissionFact",
    "MissionJoined",
    "MissionSession",
    "Mode",
    "NeedVoiced",
    "Note",
    "NoteTemplate",
    "OfferReceived",
    "OneOffAdvice",
    "OrganisationBorn",
    "PhaseReached",
    "PlanItem",
    "Provider",
    "ProviderConsulted",
    "ProviderPlace",
    "ProviderSkill",
    "Referral",
    "ReferralOutcome",
    "RequestReceived",
    "Scope",
    "Sequel",
    "Since",
    "Skill",
    "SupportCertificate",
    "SupportRequest",
    "Supporter",
    "Task",
    "Testimony",
    "TestimonyAnswer",
    "TestimonyGiven",
    "TestimonyPublished",
    "cases_held_by",
    "cases_of_party",
]
