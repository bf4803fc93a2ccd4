"""Receiving a document."""

import datetime
from collections.abc import Iterable

from django.conf import settings

from probant.documents import store
from probant.documents.access import can_store
from probant.documents.models import Document
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
    sha256, size = store.keep(chunks, limit_bytes=settings.UPLOAD_LIMIT_BYTES)
    with change(actor, verb="documents.store", houses=[house_id], declared_on=declared_on) as entry:
        document, is_new = Document.objects.get_or_create(
            house_id=house_id,
            sha256=sha256,
            defaults={"name": name[:200], "size_bytes": size, "received_at": entry.at},
        )
        if is_new:
            entry.mention("document", document.pk)
            entry.detail(category="documents", name=document.name)
    return document
