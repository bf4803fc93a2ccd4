"""Volunteers and staff, and the time they give; one module a subject."""

from probant.engagement.models.declared import DeclaredHours
from probant.engagement.models.hours import StaffTime, TimeFact, VolunteerHours, Volunteering
from probant.engagement.models.levels import Level, Task
from probant.engagement.models.matching import CaseProposal
from probant.engagement.models.participants import (
    Answer,
    EntryStatus,
    ExitStatus,
    Participant,
    ParticipantAnswers,
    ParticipantEntered,
    ParticipantLeft,
)
from probant.engagement.models.posts import Contract, FullTime, MissionLetter, Post, PostCost
from probant.engagement.models.rates import HourRate
from probant.engagement.models.sheets import Absence, Half, SheetSigned
from probant.engagement.models.volunteers import (
    Skill,
    VolunteerAgreement,
    VolunteerPaper,
    VolunteerProfile,
    VolunteerTrait,
)

__all__ = [
    "Absence",
    "Answer",
    "CaseProposal",
    "Contract",
    "DeclaredHours",
    "EntryStatus",
    "ExitStatus",
    "FullTime",
    "Half",
    "HourRate",
    "Level",
    "MissionLetter",
    "Participant",
    "ParticipantAnswers",
    "ParticipantEntered",
    "ParticipantLeft",
    "Post",
    "PostCost",
    "SheetSigned",
    "Skill",
    "StaffTime",
    "Task",
    "TimeFact",
    "VolunteerAgreement",
    "VolunteerHours",
    "VolunteerPaper",
    "VolunteerProfile",
    "VolunteerTrait",
    "Volunteering",
]
