"""Receiving a document."""

import datetime
from collections.abc import Iterable

from probant.documents.access import can_store
from probant.documents.models import Document
from probant.documents.writing import keep, write_document
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import require


def store_document(
    *,
    actor: Actor,
    house_id: int,
    name: str,
    chunks: Iterable[bytes],
    declared_on: datetime.date | None = None,
) -> Document:
    """Keep a file and return its document; the same bytes again return the one already kept.

    Raises `Refused`, `store.TooLarge`. Effects: the bytes on disk, then the row and one entry.
    """
    require(can_store(actor, house_id))
    kept = keep(name, chunks)
    with change(actor, verb="documents.store", houses=[house_id], declared_on=declared_on) as entry:
        document = write_document(entry, kept)
        if document.received_at == entry.at:
            entry.detail(category="documents", name=document.name)
    return document
