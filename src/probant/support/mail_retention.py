"""The end of mails on cases: with the person who wrote or got them, or after the house's period."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from probant.directory.models import Person
from probant.support.models import CaseMail

EMPTY: dict[str, Any] = {
    "document": None,
    "sender_name": "",
    "sender_email": "",
    "recipients": "",
    "identifier": "",
    "subject": "",
    "text": "",
    "attachments": [],
}


def emptied(mails: "QuerySet[CaseMail]") -> int:
    """Empty mails; returns how many. Their day stays on the timeline."""
    standing = mails.filter(erased_on__isnull=True)
    return standing.update(**EMPTY, erased_on=timezone.localdate())


def expire_mails(house_id: int, before: datetime.date) -> int:
    """Empty the mails dated before a day; returns how many."""
    return emptied(CaseMail.objects.filter(case__house_id=house_id, dated_on__lt=before))


def forget_mails_of(house_id: int, person_id: int) -> int:
    """Empty the mails that a person sent, or that name them among those who got it."""
    person = Person.objects.filter(pk=person_id, house_id=house_id).first()
    if person is None or not person.email:
        return 0
    name = str(person)
    named = Q(sender_email__iexact=person.email) | Q(recipients__icontains=person.email)
    if len(name) > 4:
        named |= Q(recipients__icontains=name)
    return emptied(CaseMail.objects.filter(named, case__house_id=house_id))
