"""Taking up again: a session, an event with its sessions, a programme's year, in one entry."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.programme import carry_partners
from probant.gatherings.models import Event, Session, SessionRole, Stand
from probant.gatherings.planning import write_planned
from probant.gatherings.writing import EVENT, SESSION, index_session
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

MOST = 200  # sessions taken up at once

#: What a copy keeps of a session. Who was named, who held a stand, what was announced: asked anew.
KEPT = (
    "house_id",
    "programme_id",
    "kind_id",
    "ends_time",
    "place_code",
    "place_vintage",
    "place_name",
    "place_label",
    "branch",
    "capacity",
    "openness",
    "presentation",
    "audience",
    "theme",
    "price_cents",
    "house_part",
    "organiser_id",
    "lender_id",
    "lent_value_cents",
    "lent_basis",
    "qpv_code",
)


@dataclass(frozen=True)
class SessionCopy:
    """A session to take up again, as it was re-read: its title, its day, its hour."""

    session: Session
    title: str
    starts_on: datetime.date
    starts_time: datetime.time | None = None


@dataclass(frozen=True)
class EventCopy:
    """An event to take up again, with the days that it will last."""

    event: Event
    title: str
    starts_on: datetime.date
    ends_on: datetime.date


def take_up_again(
    actor: Actor,
    *,
    house_id: int,
    sessions: Sequence[SessionCopy],
    event: EventCopy | None = None,
    key: uuid.UUID | None = None,
) -> tuple[list[Session], Event | None]:
    """Plan again what was, as drafts: nothing of it is announced until somebody says so.

    A session of `event` goes to the new event; another keeps its own where its days still hold it.
    Raises `Refused` (nothing, too many, another house's, an end before its start), `AlreadyDone`.
    Effects: the rows; one entry for all.
    """
    require(may_write_sessions(actor, house_id))
    _check(house_id, sessions, event)
    with change(actor, verb="gatherings.take_up_again", houses=[house_id], key=key) as entry:
        made_event = _copy_event(entry, event) if event is not None else None
        made = [_copy_session(entry, one, event, made_event) for one in sessions]
    return made, made_event


def _check(house_id: int, sessions: Sequence[SessionCopy], event: EventCopy | None) -> None:
    if not sessions and event is None:
        raise Refused("Cochez au moins une rencontre à reprendre.")
    if len(sessions) > MOST:
        raise Refused(f"Reprenez {MOST} rencontres au plus en une fois.")
    houses = {one.session.house_id for one in sessions}
    houses |= {event.event.house_id} if event is not None else set()
    if houses - {house_id}:
        raise Refused("On ne reprend que ses propres rencontres.")
    if event is not None and event.ends_on < event.starts_on:
        raise Refused("La fin précède le début.")
    if any(not one.title.strip() for one in sessions):
        raise Refused("Donnez un titre à chaque rencontre.")


def _copy_event(entry: Entry, copy: EventCopy) -> Event:
    was = copy.event
    made = Event.objects.create(
        house_id=was.house_id,
        title=copy.title.strip() or was.title,
        presentation=was.presentation,
        starts_on=copy.starts_on,
        ends_on=copy.ends_on,
        nature=was.nature,
        organiser_id=was.organiser_id,
        copied_from=was,
    )
    carry_partners(made, was.partners.all())
    entry.mention(EVENT, made.pk)
    entry.mention(EVENT, was.pk)
    return made


def _copy_session(
    entry: Entry, copy: SessionCopy, event: EventCopy | None, made_event: Event | None
) -> Session:
    was = copy.session
    later = copy.starts_on - was.starts_on
    made = Session.objects.create(
        **{name: getattr(was, name) for name in KEPT},
        title=copy.title.strip(),
        starts_on=copy.starts_on,
        starts_time=copy.starts_time,
        ends_on=was.ends_on + later if was.ends_on else None,
        registration_closes_on=(
            was.registration_closes_on + later if was.registration_closes_on else None
        ),
        event=_event_of(copy, event, made_event),
        copied_from=was,
    )
    made.co_organisers.set(was.co_organisers.all())
    _carry(made, was.roles.filter(person__isnull=True), was.stands.all())
    write_planned(entry, made)
    index_session(made)
    entry.mention(SESSION, made.pk)
    return made


def _event_of(copy: SessionCopy, event: EventCopy | None, made_event: Event | None) -> Event | None:
    was = copy.session.event
    if was is None or (event is not None and was.pk == event.event.pk):
        return made_event if was is not None else None
    return was if was.starts_on <= copy.starts_on <= was.ends_on else None


def _carry(session: Session, roles: Iterable[SessionRole], stands: Iterable[Stand]) -> None:
    """The parts of structures, and the places of a forum with nobody on them."""
    SessionRole.objects.bulk_create(
        SessionRole(
            house_id=session.house_id,
            session=session,
            part=role.part,
            organisation_id=role.organisation_id,
            subject=role.subject,
        )
        for role in roles
    )
    Stand.objects.bulk_create(
        Stand(house_id=session.house_id, session=session, aisle=one.aisle, number=one.number)
        for one in stands
    )
