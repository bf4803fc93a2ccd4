"""What a person leaves on cases when she is erased, and what ends with time."""

import datetime

from django.utils import timezone

from probant.support.models import Appointment, CaseMember


def expire_appointments(house_id: int, before: datetime.date) -> int:
    """Empty subject and place of appointments before a day; returns how many. Facts stand."""
    old = Appointment.objects.filter(
        house_id=house_id, planned_on__lt=before, erased_on__isnull=True
    )
    return old.update(subject="", place_label="", erased_on=timezone.localdate())


def forget_member(house_id: int, person_id: int) -> int:
    """Empty the words of the appointments that a person came to; returns how many rows.

    Her part in projects stays, without a name: what was done stands.
    """
    met = Appointment.objects.filter(
        house_id=house_id, theirs=person_id, erased_on__isnull=True
    ).values_list("pk", flat=True)
    emptied = Appointment.objects.filter(pk__in=list(met)).update(
        subject="", place_label="", erased_on=timezone.localdate()
    )
    return emptied + CaseMember.objects.filter(
        case__house_id=house_id, person=person_id, ends_on__isnull=True
    ).update(ends_on=timezone.localdate())
