"""The yearly steering committee: that it was held, and what it said of renewing."""

import datetime
import uuid

from probant.funding.access import can_record
from probant.funding.models import CommitteeHeld, Convention, ObligationMet
from probant.governance.models import Sitting
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def hold_committee(
    *,
    actor: Actor,
    convention: Convention,
    year: int,
    occurred_on: datetime.date,
    sitting: Sitting | None = None,
    opinion: str = "",
    remarks: str = "",
    reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CommitteeHeld:
    """Record that the committee of a year was held: the obligation is met.

    Raises `Refused` and the journal's errors. Effects: a fact and its row; one entry mentioning
    ("convention", id) and the sitting.
    """
    require(can_record(actor, convention.house_id))
    if opinion not in CommitteeHeld.Opinion.values:
        raise Refused("Choisissez l’avis du comité dans la liste.")
    if sitting is not None and sitting.held_on != occurred_on:
        raise Refused("La séance choisie ne s’est pas tenue ce jour-là.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    with change(
        actor,
        verb="funding.hold_committee",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        met = ObligationMet(
            convention=convention,
            code=ObligationMet.Code.COMMITTEE,
            budget_year=year,
            reference=reference.strip()[:120],
            occurred_on=occurred_on,
        )
        entry.record(met)
        held = CommitteeHeld.objects.create(
            met=met,
            convention=convention,
            sitting=sitting,
            opinion=opinion,
            remarks=remarks.strip(),
        )
        entry.mention("convention", convention.pk)
        if sitting is not None:
            entry.mention("sitting", sitting.pk)
    return held
