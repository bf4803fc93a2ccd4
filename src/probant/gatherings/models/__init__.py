"""Events and sessions, and the facts about them; one module a subject."""

from probant.gatherings.models.attendance import (
    Opinion,
    OpinionAsked,
    SaidStructure,
    SignedSheet,
)
from probant.gatherings.models.mailings import (
    Mailing,
    MailingReader,
)
from probant.gatherings.models.network import (
    Affiliation,
    MemberJoined,
    MemberLeft,
    Network,
    NetworkFamily,
    NetworkMember,
)
from probant.gatherings.models.outcomes import (
    Audience,
    OutcomeFact,
    Output,
    OutputMade,
    Proposal,
    ProposalAnswer,
    ProposalAnswered,
    ProposalNote,
    ProposalReached,
)
from probant.gatherings.models.planned import (
    SessionCalledOff,
    SessionPlanned,
)
from probant.gatherings.models.programme import (
    CollectiveClaim,
    EventPartner,
    Logo,
    SessionRole,
    Stand,
)
from probant.gatherings.models.registrations import (
    Invitation,
    Invited,
    Registered,
    Registration,
    RegistrationTerms,
)
from probant.gatherings.models.roadmap import (
    Measure,
    MeasureNote,
    MeasureStepped,
    Restitution,
    RestitutionEdition,
    Roadmap,
    RoadmapAxis,
)
from probant.gatherings.models.sessions import (
    Attendance,
    Event,
    HeadcountTaken,
    Session,
    SessionFact,
    SessionHeld,
)

__all__ = [
    "Affiliation",
    "Attendance",
    "Audience",
    "CollectiveClaim",
    "Event",
    "EventPartner",
    "HeadcountTaken",
    "Invitation",
    "Invited",
    "Logo",
    "Mailing",
    "MailingReader",
    "Measure",
    "MeasureNote",
    "MeasureStepped",
    "MemberJoined",
    "MemberLeft",
    "Network",
    "NetworkFamily",
    "NetworkMember",
    "Opinion",
    "OpinionAsked",
    "OutcomeFact",
    "Output",
    "OutputMade",
    "Proposal",
    "ProposalAnswer",
    "ProposalAnswered",
    "ProposalNote",
    "ProposalReached",
    "Registered",
    "Registration",
    "RegistrationTerms",
    "Restitution",
    "RestitutionEdition",
    "Roadmap",
    "RoadmapAxis",
    "SaidStructure",
    "Session",
    "SessionCalledOff",
    "SessionFact",
    "SessionHeld",
    "SessionPlanned",
    "SessionRole",
    "SignedSheet",
    "Stand",
]
