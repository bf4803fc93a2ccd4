"""What the door keeps of people: words of calls, public requests; emptied by age or erasure."""

import datetime

from django.utils import timezone

from probant.support.models import Call, SupportRequest

#: The texts of a request that say who wrote and what.
OF_A_REQUEST = ("name", "number", "given_name", "family_name", "email", "telephone", "words")


def forget_caller(house_id: int, person_id: int) -> int:
    """Empty what a person said at the door, and the requests that they wrote; facts stand."""
    today = timezone.localdate()
    mine = Call.objects.filter(house_id=house_id, person_id=person_id)
    requests = SupportRequest.objects.filter(call__in=mine, erased_on__isnull=True)
    emptied = requests.update(**dict.fromkeys(OF_A_REQUEST, ""), erased_on=today)
    return emptied + mine.filter(erased_on__isnull=True).update(
        words="", project_title="", project_key="", erased_on=today
    )


def expire_calls(house_id: int, before: datetime.date) -> int:
    """Empty the words of the calls taken before a day; returns how many."""
    old = Call.objects.filter(house_id=house_id, taken_on__lt=before, erased_on__isnull=True)
    return old.exclude(words="").update(words="", erased_on=timezone.localdate())


def expire_requests(house_id: int, before: datetime.date) -> int:
    """Empty the public requests received before a day; returns how many."""
    old = SupportRequest.objects.filter(
        house_id=house_id, received_at__date__lt=before, erased_on__isnull=True
    ).exclude(state=SupportRequest.State.AWAITING)
    return old.update(**dict.fromkeys(OF_A_REQUEST, ""), erased_on=timezone.localdate())
