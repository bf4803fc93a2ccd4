"""Events and sessions, and the facts about them; one module a subject."""

from probant.gatherings.models.sessions import (
    Attendance,
    Event,
    HeadcountTaken,
    Session,
    SessionFact,
    SessionHeld,
)

__all__ = [
    "Attendance",
    "Event",
    "HeadcountTaken",
    "Session",
    "SessionFact",
    "SessionHeld",
]
