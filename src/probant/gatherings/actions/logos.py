"""Logos of structures: kept once, printed wherever a convention asks for them."""

import uuid

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.documents.writing import Kept, forget, write_document
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Logo
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def give_logo(
    actor: Actor,
    *,
    house_id: int,
    organisation: Organisation,
    logo: Kept,
    alternative: str,
    key: uuid.UUID | None = None,
) -> Logo:
    """Keep the logo of a structure, in place of the one there was.

    Raises `Refused` (no words for whoever does not see it), `AlreadyDone`. Effects: the row, the
    file; one entry.
    """
    require(may_write_sessions(actor, house_id))
    if not alternative.strip():
        raise Refused("Dites ce que le logo donne à lire, pour qui ne le voit pas.")
    with change(actor, verb="gatherings.give_logo", houses=[house_id], key=key) as entry:
        write_card(entry, organisation)
        document = write_document(entry, logo)
        held = Logo.objects.filter(house_id=house_id, organisation=organisation).first()
        before = held.document if held is not None else None
        row = held or Logo(house_id=house_id, organisation=organisation)
        row.document, row.alternative = document, alternative.strip()
        row.save()
        if before is not None and before.pk != document.pk:
            forget(before)
        entry.mention("organisation", organisation.pk)
    return row


def remove_logo(actor: Actor, *, logo: Logo, key: uuid.UUID | None = None) -> None:
    """No longer print a logo. Raises `Refused`, `AlreadyDone`. Effects: the row; one entry."""
    require(may_write_sessions(actor, logo.house_id))
    with change(actor, verb="gatherings.remove_logo", houses=[logo.house_id], key=key) as entry:
        entry.mention("organisation", logo.organisation_id)
        document = logo.document
        logo.delete()
        forget(document)
