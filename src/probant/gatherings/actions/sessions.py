"""Planning, holding and cancelling sessions."""

import datetime
import uuid
from collections.abc import Iterable
from typing import TypedDict, Unpack

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Event, HeadcountTaken, Session, SessionHeld
from probant.gatherings.registering import fit_capacity
from probant.gatherings.registration_letters import give_free_seats
from probant.gatherings.writing import (
    EVENT,
    SESSION,
    index_session,
    write_headcount,
    write_held,
)
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme, SessionKind


class Plan(TypedDict, total=False):
    """What is planned; days and hours are civil. `kind`, `title`, `starts_on` at least."""

    kind: SessionKind
    title: str
    starts_on: datetime.date
    ends_on: datetime.date | None
    starts_time: datetime.time | None
    ends_time: datetime.time | None
    programme: Programme | None
    event: Event | None
    place_code: str
    place_vintage: int | None
    place_name: str
    place_label: str
    capacity: int | None
    branch: str


def plan_event(
    actor: Actor,
    *,
    house_id: int,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    presentation: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Event:
    """Add what several sessions belong to. Raises `Refused`, `AlreadyDone`. One entry."""
    require(may_write_sessions(actor, house_id))
    if ends_on < starts_on:
        raise Refused("La fin précède le début.")
    with change(
        actor, verb="gatherings.plan_event", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        event = Event.objects.create(
            house_id=house_id,
            title=title,
            presentation=presentation,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        entry.mention(EVENT, event.pk)
    return event


def plan_session(
    actor: Actor,
    *,
    co_organisers: Iterable[Organisation] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[Plan],
) -> Session:
    """Plan a session in the house of its kind. Raises `Refused`, `AlreadyDone`. One entry."""
    house_id = plan["kind"].house_id
    require(may_write_sessions(actor, house_id))
    _check(house_id, plan)
    with change(
        actor, verb="gatherings.plan_session", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        session = Session.objects.create(house_id=house_id, **plan)
        _organise(entry, session, co_organisers)
        index_session(session)
        entry.mention(SESSION, session.pk)
    return session


def edit_session(
    actor: Actor,
    *,
    session: Session,
    co_organisers: Iterable[Organisation] | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[Plan],
) -> Session:
    """Change a session that is still planned; what was held is voided and replaced instead.

    Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the row; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    _check(session.house_id, plan)
    with change(actor, verb="gatherings.edit_session", houses=[session.house_id], key=key) as entry:
        entry.guard(SESSION, session.pk, read_at=read_at)
        session.refresh_from_db()
        if session.state != Session.State.PLANNED:
            raise Refused("Une rencontre tenue ou annulée ne se modifie plus.")
        for name, value in plan.items():
            setattr(session, name, value)
        fit_capacity(session, session.capacity)
        session.save()
        give_free_seats(entry, session)
        if co_organisers is not None:
            _organise(entry, session, co_organisers)
        index_session(session)
        entry.mention(SESSION, session.pk)
    return session


def hold_session(
    actor: Actor,
    *,
    session: Session,
    occurred_on: datetime.date | None = None,
    headcount: int | None = None,
    method: str = HeadcountTaken.Method.COUNTED,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> SessionHeld:
    """Record that a session took place (on its planned day by default), and how many came.

    Raises `Refused` (cancelled, or held already), `InTheFuture`, `AlreadyDone`. Effects: the facts
    `SessionHeld` and perhaps `HeadcountTaken`; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    with change(
        actor,
        verb="gatherings.hold_session",
        houses=[session.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        session.refresh_from_db()
        if session.state == Session.State.HELD:
            raise Refused("Cette rencontre est déjà notée comme tenue.")
        held = write_held(entry, session, occurred_on or session.starts_on)
        if headcount is not None:
            write_headcount(entry, session, held.occurred_on, headcount, method)
    return held


def cancel_session(
    actor: Actor,
    *,
    session: Session,
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Session:
    """Cancel a planned session. Raises `Refused` where it was held, `Stale`, `AlreadyDone`."""
    require(may_write_sessions(actor, session.house_id))
    with change(
        actor, verb="gatherings.cancel_session", houses=[session.house_id], key=key
    ) as entry:
        entry.guard(SESSION, session.pk, read_at=read_at)
        session.refresh_from_db()
        if session.state == Session.State.HELD:
            raise Refused("Cette rencontre a eu lieu : annulez le fait avec un motif.")
        session.state = Session.State.CANCELLED
        session.save(update_fields=["state"])
        if reason.strip():
            entry.detail(category="gatherings", reason=reason.strip())
        entry.mention(SESSION, session.pk)
    return session


def _check(house_id: int, plan: Plan) -> None:
    ends_on = plan.get("ends_on")
    if ends_on is not None and "starts_on" in plan and ends_on < plan["starts_on"]:
        raise Refused("La fin précède le début.")
    owned = (plan.get("programme"), plan.get("kind"), plan.get("event"))
    if any(row is not None and row.house_id != house_id for row in owned):
        raise Refused("Programme, type et événement sont ceux de votre structure.")


def _organise(entry: Entry, session: Session, co_organisers: Iterable[Organisation]) -> None:
    found = list(co_organisers)
    for organisation in found:
        write_card(entry, organisation)
    session.co_organisers.set(found)
