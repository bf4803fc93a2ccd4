"""The end of what people wrote about cases: notes older than the house keeps them are emptied."""

import datetime

from django.utils import timezone

from probant.support.models import Note


def expire_notes(house_id: int, before: datetime.date) -> int:
    """Empty the notes written before a day; returns how many. Facts and figures stand."""
    old = Note.objects.filter(
        case__house_id=house_id, written_on__lt=before, erased_on__isnull=True
    )
    return old.update(text="", erased_on=timezone.localdate())
