"""Volunteers taken in; time noted by mistake. Each action is one journal entry.

All raise `Refused` and `AlreadyDone`; those that record a fact, `InTheFuture`.
"""

import datetime
import uuid
from typing import TypeVar

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_enrol, may_run_volunteers, may_write_time
from probant.engagement.models import Level, StaffTime, TimeFact, VolunteerHours, Volunteering
from probant.engagement.queries.sheets import is_signed
from probant.journal.door import change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

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
            defaults={
                "starts_on": starts_on,
                "affinities": affinities,
                "level": level or Level.BASE,
            },
        )
        if created:
            entry.mention(PERSON, person.pk)
    return found


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
        if isinstance(fact, StaffTime) and is_signed(
            fact.house_id, fact.person_id, fact.occurred_on
        ):
            raise Refused("La feuille de ce mois est signée : dites pourquoi ce temps est annulé.")
    elif code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce temps est annulé.")
    with change(actor, verb="engagement.void", houses=[fact.house_id], key=key) as entry:
        entry.void(fact, code=code, reason=reason.strip())
