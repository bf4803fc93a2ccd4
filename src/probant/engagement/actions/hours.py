"""Volunteers taken in, and staff time. Each action is one journal entry.

All raise `Refused` and `AlreadyDone`; those that record a fact, `InTheFuture`.
"""

import datetime
import uuid
from typing import Any, TypeVar

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_enrol, may_run_volunteers, may_write_time
from probant.engagement.models import Level, StaffTime, TimeFact, VolunteerHours, Volunteering
from probant.journal.door import change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme

AnyTime = TypeVar("AnyTime", bound=TimeFact)
A_DAY = 24 * 60


def enrol_volunteer(
    actor: Actor,
    *,
    person: Person,
    task: str,
    starts_on: datetime.date,
    affinities: str = "",
    level: str = Level.BASE,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Volunteering:
    """Take a person in as a volunteer for a task; the same again changes nothing."""
    require(may_enrol(actor, person.house_id))
    if task not in Volunteering.Task.values:
        raise Refused("Dites pour quelle mission.")
    with change(
        actor,
        verb="engagement.enrol",
        houses=[person.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        found, created = Volunteering.objects.get_or_create(
            house_id=person.house_id,
            person=person,
            task=task,
            ends_on=None,
            defaults={"starts_on": starts_on, "affinities": affinities, "level": level},
        )
        if created:
            entry.mention(PERSON, person.pk)
    return found


def log_staff_time(
    actor: Actor,
    *,
    person: Person,
    occurred_on: datetime.date,
    minutes: int,
    programme: Programme | None = None,
    action: Action | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> StaffTime:
    """Record time worked by an employee on a day; a day holds 24 hours at most."""
    fact = StaffTime(minutes=minutes, action=action, occurred_on=occurred_on)
    return _log(actor, fact, person, programme, declared_on, key)


def void_time(
    actor: Actor, *, fact: TimeFact, code: str, reason: str = "", key: uuid.UUID | None = None
) -> None:
    """Void time noted by mistake: with a code and a reason, or as a fresh slip by its author."""
    assert fact.person_id is not None
    require(may_write_time(actor, fact.house_id, fact.person_id))
    if isinstance(fact, VolunteerHours):  # validated: hers no more
        require(may_run_volunteers(actor, fact.house_id))
    if code == SLIP:
        require(can_correct(actor, fact))
    elif code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce temps est annulé.")
    with change(actor, verb="engagement.void", houses=[fact.house_id], key=key) as entry:
        entry.void(fact, code=code, reason=reason.strip())


def _log(
    actor: Actor,
    fact: AnyTime,
    person: Person,
    programme: Programme | None,
    declared_on: datetime.date | None,
    key: uuid.UUID | None,
) -> AnyTime:
    house_id = person.house_id
    require(may_write_time(actor, house_id, person.pk))
    owned: tuple[Any, ...] = (programme, fact.action)
    if any(row is not None and row.house_id != house_id for row in owned):
        raise Refused("Programme et action sont ceux de votre structure.")
    if not 0 < fact.minutes <= A_DAY:
        raise Refused("Une durée est comprise entre une minute et une journée.")
    with change(
        actor, verb="engagement.log_time", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        day = type(fact).objects.now().filter(person=person, occurred_on=fact.occurred_on)
        if sum(day.values_list("minutes", flat=True)) + fact.minutes > A_DAY:
            raise Refused("Cette journée dépasserait vingt-quatre heures.")
        fact.person = person
        fact.file_under(programme)
        return entry.record(fact)
