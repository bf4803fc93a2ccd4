"""Write on sessions inside a journal entry that is already open."""

import datetime

from probant.directory.models import Organisation, Person
from probant.gatherings.models import Attendance, HeadcountTaken, Session, SessionHeld
from probant.gatherings.registering import settle_lists
from probant.journal.door import Entry
from probant.kernel.decision import Refused
from probant.search import index as names

EVENT, SESSION = "event", "session"  # kinds of the timeline


def index_session(session: Session) -> None:
    """Put a session in the index of names."""
    names.index(session.house_id, SESSION, session.pk, session.title, detail=session.place_name)


def write_held(entry: Entry, session: Session, occurred_on: datetime.date) -> SessionHeld:
    """Record that a session took place.

    Raises `Refused` where it was cancelled or waits for its day, or is not the house's own.
    """
    if session.state == Session.State.CANCELLED:
        raise Refused("Cette rencontre a été annulée.")
    if session.state == Session.State.POSTPONED:
        raise Refused("Cette rencontre est reportée : donnez d’abord son nouveau jour.")
    if not session.is_ours:
        raise Refused(
            "Cette rencontre est organisée par une autre structure : elle ne compte pas dans les "
            "vôtres. Si vous l’organisez ensemble, dites-le en la modifiant."
        )
    held = SessionHeld(occurred_on=occurred_on)
    held.about(session)
    entry.record(held)
    entry.mention(SESSION, session.pk)
    settle(session)
    settle_lists(entry, session)
    return held


def write_headcount(
    entry: Entry,
    session: Session,
    occurred_on: datetime.date,
    headcount: int,
    method: str,
    counted_by: int | None = None,
) -> HeadcountTaken:
    """Record how many came, counted or estimated, and by whom (an account's id)."""
    if headcount < 0 or method not in HeadcountTaken.Method.values:
        raise Refused("Indiquez un nombre de personnes, compté ou estimé.")
    taken = HeadcountTaken(
        occurred_on=occurred_on, headcount=headcount, method=method, counted_by_id=counted_by
    )
    taken.about(session)
    entry.record(taken)
    entry.mention(SESSION, session.pk)
    return taken


def attendance_of(
    session: Session,
    occurred_on: datetime.date,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    own_staff: bool = False,
    way: str = "",
) -> Attendance:
    """An attendance, not yet recorded; its place is the session's, its family the structure's."""
    came = Attendance(occurred_on=occurred_on, person=person, own_staff=own_staff, way=way)
    if organisation is not None:
        came.place_by(organisation)
    came.about(session)
    return came


def settle(session: Session) -> None:
    """Read the state of a session again from the fact that stands; a cancelled one stays so."""
    held = SessionHeld.objects.now().filter(session=session).exists()
    if held:
        session.state = Session.State.HELD
    elif session.state == Session.State.HELD:
        session.state = Session.State.PLANNED
    session.save(update_fields=["state"])
