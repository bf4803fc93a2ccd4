"""Sessions promised and called off, written inside an entry that is already open."""

import datetime

from django.utils import timezone

from probant.gatherings.models import Session, SessionCalledOff, SessionHeld, SessionPlanned
from probant.gatherings.writing import SESSION
from probant.journal.door import Entry
from probant.journal.fresh import SLIP
from probant.journal.models import JournalEntry, JournalMention

#: What a fact copies of its session: where one differs, the promise is told anew.
COPIED = (
    "programme_id",
    "kind_id",
    "place_code",
    "place_vintage",
    "branch",
    "theme",
    "qpv_code",
)


def write_planned(
    entry: Entry,
    session: Session,
    *,
    told_on: datetime.date | None = None,
) -> SessionPlanned | None:
    """Record that a session of the house is planned; None where its day had come, or is not ours.

    `told_on`: the day it was planned, today by default. What is entered once it took place was not
    promised: it counts among the sessions held, not among those planned.
    """
    day = told_on or entry.known_on
    planned_on = session.first_planned_on or session.starts_on
    if not session.is_ours or planned_on <= day:
        return None
    planned = SessionPlanned(occurred_on=day, planned_on=planned_on)
    planned.about(session)
    return entry.record(planned)


def standing_plan(session: Session) -> SessionPlanned | None:
    """The promise that stands of a session."""
    found: SessionPlanned | None = SessionPlanned.objects.now().filter(session=session).first()
    return found


def settle_planned(entry: Entry, session: Session) -> SessionPlanned | None:
    """Bring the promise in line with the session as it is now, its first day kept.

    A session that is the house's no longer was not promised by it; one that was planned before
    promises were facts has its own from the day that the journal says.
    """
    planned = standing_plan(session)
    if planned is None:
        return _catch_up(entry, session)
    if not session.is_ours:
        entry.void(planned, code=SLIP)
        return None
    if all(getattr(planned, name) == getattr(session, name) for name in COPIED):
        return planned
    anew = planned.amended(occurred_on=planned.occurred_on)
    anew.branch, anew.theme, anew.qpv_code = "", "", ""
    anew.about(session)
    return entry.replace(planned, anew, code=SLIP)


def move_plan(entry: Entry, session: Session, was_on: datetime.date) -> None:
    """The day of a planned session was changed, after it was told as `was_on`.

    On the very day that it was planned it is a slip: the promise says the new day. Later, the
    session was put off.
    """
    planned = standing_plan(session)
    if planned is None:
        return
    fresh = planned.occurred_on == entry.known_on and session.starts_on > entry.known_on
    if fresh and planned.planned_on == was_on:
        by = planned.amended(occurred_on=planned.occurred_on, planned_on=session.starts_on)
        entry.replace(planned, by, code=SLIP)
        return
    write_called_off(entry, session, SessionCalledOff.Nature.POSTPONED, was_on)


def write_called_off(
    entry: Entry, session: Session, nature: SessionCalledOff.Nature, was_on: datetime.date
) -> None:
    """Record that a planned session was cancelled or put off; once each, while it stands.

    A session that nobody had promised leaves nothing: it is only cancelled.
    """
    if settle_planned(entry, session) is None:
        return
    standing = {one.nature: one for one in SessionCalledOff.objects.now().filter(session=session)}
    told = SessionCalledOff(occurred_on=entry.known_on, nature=nature, planned_on=was_on)
    told.about(session)
    cancelled = standing.get(SessionCalledOff.Nature.CANCELLED)
    if nature == SessionCalledOff.Nature.POSTPONED and cancelled is not None:
        if nature in standing:
            entry.void(cancelled, code="other", reason="Un nouveau jour lui a été donné.")
        else:
            entry.replace(cancelled, told, code="other", reason="Un nouveau jour lui a été donné.")
    elif nature not in standing:
        entry.record(told)


def _catch_up(entry: Entry, session: Session) -> SessionPlanned | None:
    """The promise of a session planned before promises were facts; nothing where it was voided."""
    if SessionPlanned.objects.filter(session=session).exists():
        return None
    if SessionHeld.objects.filter(session=session).exists():
        return None
    mentions = JournalMention.objects.filter(
        house_id=session.house_id, kind=SESSION, object_id=session.pk, seq__lt=entry.seq
    )
    first = mentions.order_by("seq").values_list("seq", flat=True)[:1]
    at = (
        JournalEntry.objects.filter(house_id=session.house_id, seq__in=list(first))
        .values_list("at", flat=True)
        .first()
    )
    return write_planned(entry, session, told_on=timezone.localdate(at)) if at else None
