"""Open the books of a house."""

import datetime

from django.db import transaction

from probant.directory.access import can_open_house
from probant.directory.models import House, Organisation
from probant.directory.writing import Identity, complete, refuse_known, write_card
from probant.journal.door import change, open_journal
from probant.kernel.actor import Actor
from probant.kernel.decision import require


@transaction.atomic
def create_house(
    actor: Actor,
    *,
    organisation: Organisation | None = None,
    identity: Identity | None = None,
    short_name: str,
    runs_programmes: bool = False,
    is_demonstration: bool = False,
    declared_on: datetime.date | None = None,
) -> House:
    """Open the books and the journal of a structure, given as a row or by its identity.

    For the system alone: nobody's house exists before. Raises `Refused`, `AlreadyKnown` (an
    identity that the instance has). Effects: organisation where an identity is given, house,
    journal, its own card; one entry in the new house.
    """
    require(can_open_house(actor))
    if organisation is None:
        values = complete(identity or {})
        refuse_known(values)
        organisation = Organisation.objects.create(**values)
    house = House.objects.create(
        organisation=organisation,
        short_name=short_name,
        runs_programmes=runs_programmes,
        is_demonstration=is_demonstration,
    )
    open_journal(house.pk)
    with change(
        actor, verb="directory.open_house", houses=[house.pk], declared_on=declared_on
    ) as entry:
        write_card(entry, organisation)
    return house
