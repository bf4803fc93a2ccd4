"""What several sessions belong to: planned, changed, announced."""

import datetime
import uuid

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Event
from probant.gatherings.writing import EVENT
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def plan_event(
    actor: Actor,
    *,
    house_id: int,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    presentation: str = "",
    nature: str = Event.Nature.SERIES,
    is_announced: bool = False,
    organiser: Organisation | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Event:
    """Add what several sessions belong to. Raises `Refused`, `AlreadyDone`. One entry."""
    require(may_write_sessions(actor, house_id))
    _check(starts_on, ends_on, nature)
    with change(
        actor, verb="gatherings.plan_event", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        if organiser is not None:
            write_card(entry, organiser)
        event = Event.objects.create(
            house_id=house_id,
            title=title,
            presentation=presentation,
            starts_on=starts_on,
            ends_on=ends_on,
            nature=nature,
            is_announced=is_announced,
            organiser=organiser,
        )
        entry.mention(EVENT, event.pk)
    return event


def edit_event(
    actor: Actor,
    *,
    event: Event,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    presentation: str,
    nature: str,
    is_announced: bool,
    organiser: Organisation | None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Event:
    """Change an event. Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the row; one entry."""
    require(may_write_sessions(actor, event.house_id))
    _check(starts_on, ends_on, nature)
    with change(actor, verb="gatherings.edit_event", houses=[event.house_id], key=key) as entry:
        entry.guard(EVENT, event.pk, read_at=read_at)
        if organiser is not None:
            write_card(entry, organiser)
        event.title, event.presentation = title, presentation
        event.starts_on, event.ends_on = starts_on, ends_on
        event.nature, event.is_announced, event.organiser = nature, is_announced, organiser
        event.save()
        entry.mention(EVENT, event.pk)
    return event


def _check(starts_on: datetime.date, ends_on: datetime.date, nature: str) -> None:
    if ends_on < starts_on:
        raise Refused("La fin précède le début.")
    if nature not in Event.Nature.values:
        raise Refused("Dites si c’est un cycle de la maison ou un temps fort.")
