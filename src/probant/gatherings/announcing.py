"""Say to those concerned what becomes of a session: cancelled, postponed, another day, moved.

`actions.changes` calls `announce` inside its own journal entry, once the session is changed; who is
registered, and how they are written to, is for registrations to say.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from probant.gatherings.models import Session
from probant.journal.door import Entry


class What(StrEnum):
    """What happened to a session."""

    CANCELLED = "cancelled"  # it will not take place
    POSTPONED = "postponed"  # its new day is not known yet
    RESCHEDULED = "rescheduled"  # another day or another hour, read on the session
    MOVED = "moved"  # another place, read on the session


@dataclass(frozen=True)
class SessionChange:
    """What is said: `reason` in words that those registered may read, and what was said before.

    `was_on`, `was_at`: day and place before the change, as they had been announced.
    """

    what: What
    was_on: datetime.date
    was_at: str = ""
    reason: str = ""


def announce(entry: Entry, session: Session, change: SessionChange) -> int:
    """Write to whoever is registered to a session that it changed; how many letters.

    The session is already as it will be. Letters leave once the entry is committed.
    """
    return 0
