"""Say to those concerned what becomes of a session: cancelled, postponed, another day, moved.

`actions.changes` calls `announce` inside its own journal entry, once the session is changed; who is
registered, and how they are written to, is for registrations to say.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from probant.gatherings.models import Registration, Session
from probant.gatherings.registering import STANDS
from probant.gatherings.registration_letters import Writer
from probant.journal.door import Entry
from probant.kernel.dates import write_date


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


SUBJECTS = {
    What.CANCELLED: "Rencontre annulée",
    What.POSTPONED: "Rencontre reportée",
    What.RESCHEDULED: "Changement de date",
    What.MOVED: "Changement de lieu",
}


def announce(entry: Entry, session: Session, change: SessionChange) -> int:
    """Write to whoever is registered to a session, or waits, that it changed; how many letters.

    Never to those who cancelled or excused themselves, nor to an address that came back. The
    session is already as it will be. Letters leave once the entry is committed.
    """
    rows = Registration.objects.filter(session=session, status__in=STANDS).order_by("id")
    writer = Writer(entry, session)
    words = {
        "what": change.what.value,
        "was_on": write_date(change.was_on),
        "was_at": change.was_at,
        "reason": change.reason.strip(),
    }
    told = [
        writer.tell_change(one, SUBJECTS[change.what], **words)
        for one in rows.select_related("person", "organisation")
    ]
    return sum(told)
