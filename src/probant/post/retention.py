"""The end of letters: emptied with the person they were written to, or after the house's period."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from probant.post.models import Letter

EMPTIED = {"to": "", "subject": "", "text": "", "html": "", "calendar": "", "reason": ""}


def erase_letters_of(house_id: int, person_id: int) -> int:
    """Empty the letters written to a person; returns how many."""
    return _empty(Letter.objects.filter(house_id=house_id, person_id=person_id))


def expire_letters(house_id: int, before: datetime.date) -> int:
    """Empty the letters written before a day; returns how many."""
    return _empty(Letter.objects.filter(house_id=house_id, written_at__date__lt=before))


def _empty(letters: "QuerySet[Letter]") -> int:
    standing = letters.filter(erased_on__isnull=True)
    # what was waiting no longer has anybody to go to
    standing.filter(state=Letter.State.QUEUED).update(state=Letter.State.FAILED)
    return standing.update(**EMPTIED, erased_on=timezone.localdate())
