"""Free text about a case: written, and erased for good."""

import datetime
import uuid

from probant.journal.door import change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_erase_note, may_write_case
from probant.support.models import Case, Note
from probant.support.writing import CASE, NOTE, write_note


def add_note(
    actor: Actor,
    *,
    case: Case,
    text: str,
    audience: str = Note.Audience.TEAM,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Note:
    """Write a note, for the team or shared with those who support the case.

    Raises `Refused` (empty), `AlreadyDone`. Effects: the note; one entry that holds its digest.
    """
    require(may_write_case(actor, case))
    if not text.strip():
        raise Refused("Une note vide ne dit rien.")
    if audience not in Note.Audience.values:
        raise Refused("Dites qui lira cette note.")
    with change(
        actor,
        verb="support.add_note",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        case.refresh_from_db()
        return write_note(entry, case, text, audience=audience)


def erase_note(actor: Actor, *, note: Note, key: uuid.UUID | None = None) -> Note:
    """Erase a note: its text, and the text and key that the journal held. The chain stands.

    Raises `Refused`, `AlreadyDone`. Effects: an emptied note; one entry.
    """
    require(may_erase_note(actor, note))
    house_id = note.case.house_id
    with change(actor, verb="support.erase_note", houses=[house_id], key=key) as entry:
        erase_mentions(house_id, NOTE, note.pk)
        note.text, note.erased_on = "", entry.today
        note.save(update_fields=["text", "erased_on"])
        entry.mention(CASE, note.case_id)
    return note
