"""Models of programmes: what is offered, its dated versions, the abstract fact of a programme."""

from probant.programmes.models.facts import STAMPS, ProgrammeFact
from probant.programmes.models.offer import DRAFTED, Action, Phase, Programme, SessionKind
from probant.programmes.models.versions import ChecklistItem, ProgrammeVersion, VersionPhase

__all__ = [
    "DRAFTED",
    "STAMPS",
    "Action",
    "ChecklistItem",
    "Phase",
    "Programme",
    "ProgrammeFact",
    "ProgrammeVersion",
    "SessionKind",
    "VersionPhase",
]
