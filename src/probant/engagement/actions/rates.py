"""How hours are valued: a rate of the house from a day on, and what it changes."""

import datetime
import uuid
from typing import Any

from probant.engagement.access import may_set_rates
from probant.engagement.models import DeclaredHours, HourRate, Level, Task, VolunteerHours
from probant.engagement.queries.rates import rates_of
from probant.engagement.rules.valuation import worth
from probant.journal.door import Entry, change
from probant.journal.reasons import REVALUED
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def set_rate(
    actor: Actor,
    *,
    house_id: int,
    level: str,
    starts_on: datetime.date,
    source: str,
    task: str = "",
    coefficient_hundredths: int | None = None,
    hourly_cents: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> HourRate:
    """Set what an hour of a level is worth from a day on; the one before holds until its eve.

    Hours already valued otherwise from that day on are replaced, each by the same hour with its new
    value: what was known on a day before says the former one. Raises `Refused`, `AlreadyDone`.
    Effects: one row, facts replaced; one entry.
    """
    require(may_set_rates(actor, house_id))
    if level not in Level.values or task not in ("", *Task.values):
        raise Refused("Choisissez un niveau et une mission.")
    if (coefficient_hundredths is None) == (hourly_cents is None):
        raise Refused("Donnez un coefficient du SMIC, ou un montant de l’heure, pas les deux.")
    if (coefficient_hundredths or hourly_cents or 0) <= 0:
        raise Refused("Un taux est positif.")
    if not source.strip():
        raise Refused("Dites d’où vient ce taux : la méthode est décrite en annexe des comptes.")
    with change(
        actor, verb="engagement.set_rate", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        same = HourRate.objects.filter(
            house_id=house_id, task=task, level=level, starts_on=starts_on
        )
        if same.exists():
            raise Refused("Un taux commence déjà ce jour-là pour ce niveau : datez-le autrement.")
        row = HourRate.objects.create(
            house_id=house_id,
            task=task,
            level=level,
            coefficient_hundredths=coefficient_hundredths,
            hourly_cents=hourly_cents,
            starts_on=starts_on,
            source=" ".join(source.split())[:300],
            decided_on=entry.known_on,
        )
        entry.mention("hour_rate", row.pk)
        revalue(entry, from_day=starts_on)
    return row


def revalue(entry: Entry, *, from_day: datetime.date) -> int:
    """Replace the hours, from a day on, whose value is no longer that of the method.

    Inside an open entry. Returns how many were replaced.
    """
    rates = rates_of(entry.house_id)
    facts = VolunteerHours.objects.now().filter(house_id=entry.house_id, occurred_on__gte=from_day)
    changed = 0
    for fact in facts.order_by("seq", "pk"):
        found = value_of(fact, rates)
        if (found["value_cents"], found["rate_id"]) != (fact.value_cents, fact.rate_id):
            new = entry.replace(fact, fact.amended(**found), code=REVALUED)
            follow_declared(fact, new)
            changed += 1
    return changed


def value_of(fact: VolunteerHours, rates: Any) -> dict[str, Any]:
    """The two columns that the method of the house gives to some hours."""
    found = worth(
        rates, task=fact.task, level=fact.level, minutes=fact.minutes, on=fact.occurred_on
    )
    return {"value_cents": found.cents, "rate_id": found.rate_id}


def follow_declared(old: VolunteerHours, new: VolunteerHours) -> None:
    """Keep a volunteer's own line with the fact that stands for it."""
    DeclaredHours.objects.filter(fact=old).update(fact=new)
