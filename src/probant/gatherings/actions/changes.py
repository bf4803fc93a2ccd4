"""What becomes of a planned session: cancelled, postponed, moved; those registered are told."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.sessions import Plan, as_announced, check_plan, tell_differences
from probant.gatherings.announcing import SessionChange, What, announce
from probant.gatherings.models import Session, SessionCalledOff
from probant.gatherings.planning import settle_planned, write_called_off
from probant.gatherings.writing import SESSION, index_session
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

REASON = "Dites pourquoi : ceux qui sont inscrits le liront."


def cancel_session(
    actor: Actor,
    *,
    session: Session,
    reason: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Session:
    """Cancel a session that did not take place, and tell those registered why.

    Raises `Refused` where it was held, `Stale`, `AlreadyDone`. Effects: the row, and the fact
    `SessionCalledOff` where it had been planned before its day; one entry.
    """
    verb = "gatherings.cancel_session"
    with _changing(actor, session, verb, reason, read_at, key, declared_on) as entry:
        write_called_off(entry, session, SessionCalledOff.Nature.CANCELLED, session.starts_on)
        told = _told(What.CANCELLED, session, reason)
        _set(session, state=Session.State.CANCELLED, revision=session.revision + 1)
        announce(entry, session, told)
    return session


def postpone_session(
    actor: Actor,
    *,
    session: Session,
    reason: str,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    starts_time: datetime.time | None = None,
    ends_time: datetime.time | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Session:
    """Put a session off to another day, or until a day is found (`starts_on` None).

    Hours not given stay; where registration closed before the day, it closes as long before the
    new one. A session that waited for its day, or was cancelled, is planned again by a day.
    Raises `Refused` (held, no reason), `Stale`, `AlreadyDone`. Effects: the row, and the fact
    `SessionCalledOff` where it had been planned before its day; one entry.
    """
    _require(reason)
    verb = "gatherings.postpone_session"
    with _changing(actor, session, verb, reason, read_at, key, declared_on) as entry:
        write_called_off(entry, session, SessionCalledOff.Nature.POSTPONED, session.starts_on)
        before = as_announced(session)
        if starts_on is None:
            told = _told(What.POSTPONED, session, reason)
            first = session.first_planned_on or session.starts_on
            state, revision = Session.State.POSTPONED, session.revision + 1
            _set(session, state=state, revision=revision, first_planned_on=first)
            announce(entry, session, told)
            return session
        new: Plan = {"starts_on": starts_on, "ends_on": ends_on}
        new |= {"starts_time": starts_time or session.starts_time}
        new |= {"ends_time": ends_time or session.ends_time}
        if session.registration_closes_on is not None:
            notice = session.starts_on - session.registration_closes_on
            new |= {"registration_closes_on": starts_on - notice}
        check_plan(session.house_id, new)
        _set(session, state=Session.State.PLANNED, **new)
        tell_differences(entry, session, before, reason.strip())
    return session


def move_session(
    actor: Actor,
    *,
    session: Session,
    reason: str = "",
    place_code: str = "",
    place_vintage: int | None = None,
    place_name: str = "",
    place_label: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Session:
    """Hold a session at another place; its neighbourhood is forgotten with the commune.

    Raises `Refused` where it was held, `Stale`, `AlreadyDone`. Effects: the row; one entry.
    """
    with _changing(actor, session, "gatherings.move_session", reason, read_at, key) as entry:
        before = as_announced(session)
        place: Plan = {"place_code": place_code, "place_vintage": place_vintage}
        place |= {"place_name": place_name, "place_label": place_label.strip()}
        if place_code != session.place_code:
            place |= {"qpv_code": ""}
        _set(session, **place)
        settle_planned(entry, session)
        index_session(session)
        tell_differences(entry, session, before, reason.strip())
    return session


@contextmanager
def _changing(
    actor: Actor,
    session: Session,
    verb: str,
    reason: str,
    read_at: int | None,
    key: uuid.UUID | None,
    declared_on: datetime.date | None = None,
) -> Iterator[Entry]:
    """One entry about a session that was not held, with its reason kept apart."""
    require(may_write_sessions(actor, session.house_id))
    with change(
        actor, verb=verb, houses=[session.house_id], declared_on=declared_on, key=key
    ) as entry:
        entry.guard(SESSION, session.pk, read_at=read_at)
        session.refresh_from_db()
        if session.state == Session.State.HELD:
            raise Refused("Cette rencontre a eu lieu : annulez le fait avec un motif.")
        if reason.strip():
            entry.detail(category="gatherings", reason=reason.strip())
        entry.mention(SESSION, session.pk)
        yield entry


def _set(session: Session, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(session, name, value)
    session.save(update_fields=list(columns))


def _told(what: What, session: Session, reason: str) -> SessionChange:
    where = ", ".join(part for part in (session.place_label, session.place_name) if part)
    return SessionChange(what, session.starts_on, where, reason.strip())


def _require(reason: str) -> None:
    if not reason.strip():
        raise Refused(REASON)
