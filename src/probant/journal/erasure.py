"""Erasing texts: the details of entries lose text and key; chain, facts and figures stand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from probant.journal.models import JournalDetail, JournalEntry, JournalGate, JournalMention


@contextmanager
def gate(reason: str) -> Iterator[None]:
    """Open the details to emptying, inside one transaction."""
    with transaction.atomic():
        opened = JournalGate.objects.create(opened_for=reason)
        yield
        opened.delete()


def _empty(house_id: int, seqs: Iterable[int]) -> int:
    details = JournalDetail.objects.filter(house_id=house_id, seq__in=seqs).exclude(body="")
    return details.update(salt="", body="")


def erase_mentions(house_id: int, kind: str, object_id: int) -> int:
    """Empty the details of every entry that mentions an object; returns how many were emptied."""
    seqs = JournalMention.objects.filter(
        house_id=house_id, kind=kind, object_id=object_id
    ).values_list("seq", flat=True)
    with gate("erasure"):
        return _empty(house_id, list(seqs))


def erase_older(house_id: int, category: str, before: datetime) -> int:
    """Empty the details of a category whose entries are older than an instant."""
    old = JournalEntry.objects.filter(house_id=house_id, at__lt=before).values("seq")
    with gate("retention"):
        details = JournalDetail.objects.filter(
            house_id=house_id, category=category, seq__in=old
        ).exclude(body="")
        return details.update(salt="", body="")
