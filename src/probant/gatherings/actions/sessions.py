"""Planning, changing and holding sessions."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from probant.directory.models import Organisation
from probant.directory.neighbourhoods import fits_place
from probant.directory.writing import write_card
from probant.gatherings.access import may_write_sessions
from probant.gatherings.announcing import SessionChange, What, announce
from probant.gatherings.models import Event, HeadcountTaken, Session, SessionHeld
from probant.gatherings.planning import move_plan, settle_planned, write_planned
from probant.gatherings.registering import fit_capacity
from probant.gatherings.registration_letters import give_free_seats
from probant.gatherings.writing import (
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
    openness: str
    is_announced: bool
    presentation: str
    audience: str
    theme: str
    price_cents: int
    registration_closes_on: datetime.date | None
    house_part: str
    organiser: Organisation | None
    lender: Organisation | None
    lent_value_cents: int | None
    lent_basis: str
    qpv_code: str


def plan_session(
    actor: Actor,
    *,
    co_organisers: Iterable[Organisation] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[Plan],
) -> Session:
    """Plan a session in the house of its kind. Raises `Refused`, `AlreadyDone`.

    Effects: the row, and the fact `SessionPlanned` where the house organises it and its day is to
    come; one entry.
    """
    house_id = plan["kind"].house_id
    require(may_write_sessions(actor, house_id))
    check_plan(house_id, plan)
    with change(
        actor, verb="gatherings.plan_session", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        session = Session.objects.create(house_id=house_id, **plan)
        _organise(entry, session, co_organisers)
        write_planned(entry, session)
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

    What was promised follows (`planning`): the programme, the kind and the place as they are now; a
    day changed later than the day it was planned is a session put off. Raises `Refused`, `Stale`,
    `AlreadyDone`. Effects: the row, the facts of the promise; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    check_plan(session.house_id, plan)
    with change(actor, verb="gatherings.edit_session", houses=[session.house_id], key=key) as entry:
        entry.guard(SESSION, session.pk, read_at=read_at)
        session.refresh_from_db()
        if session.state != Session.State.PLANNED:
            raise Refused("Une rencontre tenue ou annulée ne se modifie plus.")
        before = as_announced(session)
        for name, value in plan.items():
            setattr(session, name, value)
        fit_capacity(session, session.capacity)
        session.save()
        give_free_seats(entry, session)
        settle_planned(entry, session)
        if session.starts_on != before["starts_on"]:
            move_plan(entry, session, before["starts_on"])
        tell_differences(entry, session, before)
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
        settle_planned(entry, session)
        held = write_held(entry, session, occurred_on or session.starts_on)
        if headcount is not None:
            write_headcount(entry, session, held.occurred_on, headcount, method)
    return held


def check_plan(house_id: int, plan: Plan) -> None:
    """Refuse a plan that contradicts itself, or that names what is another house's."""
    owned = (plan.get("programme"), plan.get("kind"), plan.get("event"))
    if any(row is not None and row.house_id != house_id for row in owned):
        raise Refused("Programme, type et événement sont ceux de votre structure.")
    starts_on, ends_on = plan.get("starts_on"), plan.get("ends_on")
    closes_on = plan.get("registration_closes_on")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refused("La fin précède le début.")
    if starts_on is not None and closes_on is not None and closes_on > (ends_on or starts_on):
        raise Refused("Les inscriptions ferment au plus tard le jour de la rencontre.")
    by_invitation = plan.get("openness") == Session.Openness.INVITATION
    if plan.get("is_announced") and by_invitation:
        raise Refused("Une rencontre sur invitation ne s’annonce pas à l’agenda public.")
    part = plan.get("house_part", Session.Part.ORGANISER)
    if part != Session.Part.ORGANISER and "organiser" in plan and plan["organiser"] is None:
        raise Refused("Dites quelle structure organise cette rencontre.")
    if plan.get("lent_value_cents") and plan.get("lender") is None:
        raise Refused("Dites quelle structure prête la salle, ou laissez sa valeur vide.")
    if not fits_place(plan.get("qpv_code", ""), plan.get("place_code", "")):
        raise Refused("Ce quartier prioritaire est celui d’une autre commune.")


def _organise(entry: Entry, session: Session, co_organisers: Iterable[Organisation]) -> None:
    found = list(co_organisers)
    named = [one for one in (session.organiser, session.lender) if one is not None]
    for organisation in [*found, *named]:
        write_card(entry, organisation)
    session.co_organisers.set(found)


_DAYS = ("starts_on", "ends_on", "starts_time", "ends_time")
_PLACE = ("place_code", "place_name", "place_label")


def tell_differences(
    entry: Entry, session: Session, before: dict[str, Any], reason: str = ""
) -> None:
    """Announce what differs of the day or of the place; note the day planned first."""
    told = SessionChange(What.RESCHEDULED, before["starts_on"], _where(before), reason)
    moved_on = any(getattr(session, name) != before[name] for name in _DAYS)
    moved_to = any(getattr(session, name) != before[name] for name in _PLACE)
    if not (moved_on or moved_to):
        return
    if session.starts_on != before["starts_on"]:
        session.first_planned_on = session.first_planned_on or before["starts_on"]
    session.revision += 1
    session.save(update_fields=["first_planned_on", "revision"])
    announce(entry, session, told if moved_on else replace(told, what=What.MOVED))


def as_announced(session: Session) -> dict[str, Any]:
    """The day and the place of a session before it is changed."""
    return {name: getattr(session, name) for name in (*_DAYS, *_PLACE)}


def _where(before: dict[str, Any]) -> str:
    return ", ".join(part for part in (before["place_label"], before["place_name"]) if part)
