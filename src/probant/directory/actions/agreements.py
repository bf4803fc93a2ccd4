"""A structure agrees that its name be shown to a funder, and may take it back."""

import datetime
import uuid

from django.db.models import F

from probant.directory.access import can_write
from probant.directory.errors import NotAFunder
from probant.directory.models import NamingAgreement, Organisation
from probant.directory.writing import ORGANISATION
from probant.journal.door import change
from probant.journal.errors import InTheFuture
from probant.kernel.actor import Actor
from probant.kernel.decision import require


def agree_to_naming(
    actor: Actor,
    organisation: Organisation,
    funder: Organisation,
    *,
    agreed_on: datetime.date,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> NamingAgreement:
    """Record that a structure agreed to be named to a funder; the same again changes nothing.

    Raises `Refused`, `NotAFunder`, `InTheFuture`, `AlreadyDone`. Effects: an agreement; one entry.
    """
    require(can_write(actor))
    if organisation.pk == funder.pk:
        raise NotAFunder
    with change(
        actor,
        verb="directory.agree_to_naming",
        houses=[actor.house_id or 0],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if agreed_on > entry.today:
            raise InTheFuture
        agreement, created = NamingAgreement.objects.standing().get_or_create(
            house_id=entry.house_id,
            organisation=organisation,
            funder=funder,
            defaults={"agreed_on": agreed_on},
        )
        if created:
            entry.mention(ORGANISATION, organisation.pk)
            entry.detail(category="directory", funder=funder.name)
    return agreement


def withdraw_naming(
    actor: Actor,
    organisation: Organisation,
    funder: Organisation,
    *,
    withdrawn_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> int:
    """Record that a structure took its agreement back; returns how many ended (0 or 1).

    From this moment its name is shown to the funder no more, in what is read and in what is
    exported. Raises `Refused`, `AlreadyDone`. Effects: the agreement ends; one entry.
    """
    require(can_write(actor))
    with change(
        actor, verb="directory.withdraw_naming", houses=[actor.house_id or 0], key=key
    ) as entry:
        day = withdrawn_on or entry.today
        standing = NamingAgreement.objects.standing().filter(
            house_id=entry.house_id, organisation=organisation, funder=funder
        )
        ended = standing.filter(agreed_on__gt=day).update(withdrawn_on=F("agreed_on"))
        ended += standing.update(withdrawn_on=day)
        if ended:
            entry.mention(ORGANISATION, organisation.pk)
            entry.detail(category="directory", funder=funder.name)
    return ended
