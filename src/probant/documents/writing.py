"""Keep documents inside a journal entry that is already open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from probant.documents import store
from probant.documents.models import Document
from probant.journal.door import Entry
from probant.kernel.decision import Refused


@dataclass(frozen=True)
class Kept:
    """Bytes that are on disk, and the name they came under; no row says so yet."""

    name: str
    sha256: str
    size_bytes: int


def keep(name: str, chunks: Iterable[bytes]) -> Kept:
    """Write bytes to the store, before the journal is opened: it is held for rows alone.

    Raises `store.TooLarge`. A file kept for a change that is then refused harms nobody: the same
    bytes are the same file.
    """
    sha256, size = store.keep(chunks, limit_bytes=settings.UPLOAD_LIMIT_BYTES)
    return Kept(name[:200], sha256, size)


def write_document(entry: Entry, kept: Kept) -> Document:
    """The document of bytes that are kept; the one there is where the house had them already.

    Who may is decided by the action, by what the document belongs to.
    """
    document, is_new = Document.objects.get_or_create(
        house_id=entry.house_id,
        sha256=kept.sha256,
        defaults={
            "name": kept.name,
            "size_bytes": kept.size_bytes,
            "received_at": entry.at,
        },
    )
    if is_new:
        entry.mention("document", document.pk)
    if not store.path_of(kept.sha256).exists():  # forgotten by another change meanwhile
        raise Refused("Ce fichier n'a pu être gardé : déposez-le à nouveau.")
    return document


def forget(document: Document) -> bool:
    """Delete a document that nothing of the house holds any more, and its bytes; whether it was.

    Inside an open entry, once the row that held it let it go. The bytes go after the commit, where
    no house has the same ones.
    """
    for relation in document._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: document})
        if rows.exists():
            return False
    sha256 = document.sha256
    document.delete()
    transaction.on_commit(lambda: _drop(sha256))
    return True


def _drop(sha256: str) -> None:
    if not Document.objects.filter(sha256=sha256).exists():
        store.path_of(sha256).unlink(missing_ok=True)
