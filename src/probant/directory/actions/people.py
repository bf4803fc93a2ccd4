"""Add people, correct what is known of them, and the positions that they hold."""

import datetime
import uuid

from django.http import Http404

from probant.directory.access import can_write
from probant.directory.errors import AlreadyErased
from probant.directory.models import Organisation, Person, Position
from probant.directory.rules import read_telephone
from probant.directory.writing import (
    ORGANISATION,
    PERSON,
    index_person,
    person_key,
    write_person,
)
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import require


def create_person(
    actor: Actor,
    *,
    given_name: str = "",
    family_name: str,
    email: str = "",
    telephone: str = "",
    organisation: Organisation | None = None,
    title: str = "",
    starts_on: datetime.date | None = None,
    is_fictitious: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Person:
    """Add a person to the books of the actor's house, with a first position where one is given.

    Raises `Refused`, `AlreadyDone`, `UnreadableContact`. Effects: person, index, perhaps a
    position; one entry, whose detail names nobody.
    """
    require(can_write(actor))
    with change(
        actor,
        verb="directory.create_person",
        houses=[actor.house_id or 0],
        declared_on=declared_on,
        key=key,
    ) as entry:
        person = write_person(
            entry,
            given_name=given_name,
            family_name=family_name,
            email=email,
            telephone=telephone,
            is_fictitious=is_fictitious,
        )
        if organisation is not None:
            write_position(entry, person, organisation, title=title, starts_on=starts_on)
    return person


def edit_person(
    actor: Actor,
    person: Person,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    telephone: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Person:
    """Correct a person's name and how to reach her; facts name nobody, none moves.

    Raises `Refused`, `AlreadyErased`, `Stale` (somebody changed her since `read_at`),
    `UnreadableContact`, `AlreadyDone`. Effects: person, index; one entry, without the values, so
    that erasing her leaves nothing to empty.
    """
    require(can_write(actor))
    with change(actor, verb="directory.edit_person", houses=[actor.house], key=key) as entry:
        entry.guard(PERSON, person.pk, read_at=read_at)
        person = Person.objects.get(pk=person.pk, house_id=entry.house_id)
        if person.erased_on is not None:
            raise AlreadyErased
        person.given_name, person.family_name = given_name.strip(), family_name.strip()
        person.name_key = person_key(given_name, family_name)
        person.email = email.strip().lower()
        person.telephone = read_telephone(telephone)
        person.save(update_fields=["given_name", "family_name", "name_key", "email", "telephone"])
        index_person(person)
        entry.mention(PERSON, person.pk)
    return person


def add_position(
    actor: Actor,
    person: Person,
    organisation: Organisation,
    *,
    title: str,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Position:
    """Say what a person is in a structure. Raises `Refused`, `AlreadyDone`. One entry."""
    require(can_write(actor))
    with change(
        actor,
        verb="directory.add_position",
        houses=[actor.house_id or 0],
        declared_on=declared_on,
        key=key,
    ) as entry:
        return write_position(
            entry, person, organisation, title=title, starts_on=starts_on, ends_on=ends_on
        )


def write_position(
    entry: Entry,
    person: Person,
    organisation: Organisation,
    *,
    title: str,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> Position:
    """Insert a position inside an open entry; both timelines mention it."""
    if person.house_id != entry.house_id:
        raise Http404
    position = Position.objects.create(
        person=person,
        organisation=organisation,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    entry.mention(PERSON, person.pk)
    entry.mention(ORGANISATION, organisation.pk)
    entry.detail(category="directory", position=position.title)
    return position


def end_position(
    actor: Actor, position: Position, *, ends_on: datetime.date, key: uuid.UUID | None = None
) -> Position:
    """Say that a position ended. Raises `Refused`, `AlreadyDone`. One entry."""
    require(can_write(actor))
    with change(
        actor, verb="directory.end_position", houses=[actor.house_id or 0], key=key
    ) as entry:
        if position.person.house_id != entry.house_id:
            raise Http404
        position.ends_on = ends_on
        position.full_clean(validate_unique=False)
        position.save(update_fields=["ends_on"])
        entry.mention(PERSON, position.person_id)
        entry.mention(ORGANISATION, position.organisation_id)
        entry.detail(category="directory", position=position.title)
    return position
