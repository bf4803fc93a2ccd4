"""The end of testimonies: with the person who gave them, or after the house's period."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from probant.support.models import Testimony, TestimonyAnswer


def empty(testimonies: "QuerySet[Testimony]") -> int:
    """Empty the words of testimonies; returns how many. Facts stand; nothing can be shown."""
    numbers = list(testimonies.filter(erased_on__isnull=True).values_list("pk", flat=True))
    TestimonyAnswer.objects.filter(testimony__in=numbers).update(text="")
    rows = Testimony.objects.filter(pk__in=numbers)
    return rows.update(quote="", link_digest="", link_until=None, erased_on=timezone.localdate())


def expire_testimonies(house_id: int, before: datetime.date) -> int:
    """Empty the testimonies given before a day, and those asked before it and never given."""
    rows = Testimony.objects.filter(house_id=house_id)
    old = rows.filter(received_on__lt=before)
    return empty(old) + empty(rows.filter(received_on__isnull=True, asked_on__lt=before))


def forget_testimonies(house_id: int, person_id: int) -> int:
    """Empty what a person said; returns how many testimonies."""
    return empty(Testimony.objects.filter(house_id=house_id, person_id=person_id))
