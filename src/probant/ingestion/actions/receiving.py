"""Documents dropped: kept first, read at once, each on its own so that one bad file stops none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.documents.store import TooLarge, path_of
from probant.ingestion.access import can_receive
from probant.ingestion.actions.mails import read_mail
from probant.ingestion.actions.sheets import join_sheet
from probant.ingestion.aside import Result, read
from probant.ingestion.models import Kind, Reading, Status, Value
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.finding import Severity
from probant.post.mail_in import looks_like_mail


class Dropped(Protocol):
    """A file as a form hands it over."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def chunks(self) -> Iterator[bytes]: ...


@dataclass(frozen=True)
class Received:
    """What became of one file. `refused` says why nothing was kept of it."""

    name: str
    reading: Reading | None = None
    refused: str = ""
    is_new: bool = True

    @property
    def is_mail(self) -> bool:
        """Whether it is to be filed on a case rather than reviewed."""
        return looks_like_mail(self.name)


def receive(actor: Actor, house_id: int, files: Iterable[Dropped]) -> list[Received]:
    """Keep each file and read it; the answer says, file by file, what became of it.

    A file over the limit is refused and named; one that cannot be read is kept with the reason.
    The same bytes again give the reading that is already there.

    Raises `Refused` (rights). Effects, for each file in transactions of its own: bytes, document,
    reading and values; entries that mention ("document", id) and ("reading", id).
    """
    require(can_receive(actor, house_id))
    return [_receive_one(actor, house_id, one) for one in files]


def _receive_one(actor: Actor, house_id: int, dropped: Dropped) -> Received:
    name = " ".join((dropped.name or "").replace("\0", "").split())[:200] or "sans nom"
    limit: int = settings.UPLOAD_LIMIT_BYTES
    try:
        if dropped.size is not None and dropped.size > limit:
            raise TooLarge(limit)
        document = store_document(
            actor=actor, house_id=house_id, name=name, chunks=dropped.chunks()
        )
    except TooLarge as large:
        return Received(name, refused=f"{large} Il n’a pas été gardé.")
    except Refused as refusal:
        return Received(name, refused=str(refusal))
    known = Reading.objects.filter(document=document).first()
    if known is not None:
        return Received(name, known, is_new=False)
    written = _write(actor, document, name, _read(document, name))
    return Received(name, join_sheet(actor, written))


def _read(document: Document, name: str) -> Result:
    path = path_of(document.sha256)
    if looks_like_mail(name):
        return read_mail(path.read_bytes())
    return read(path, name, limit=settings.UPLOAD_LIMIT_BYTES)


def _write(actor: Actor, document: Document, name: str, result: Result) -> Reading:
    with change(actor, verb="ingestion.receive", houses=[document.house_id]) as entry:
        reading, created = Reading.objects.get_or_create(
            document=document,
            defaults={
                "house_id": document.house_id,
                "name": name,
                "received_at": entry.at,
                "received_by_id": actor.user_id,
            },
        )
        if created:
            _fill(reading, result)
            reading.read_at = entry.at
            reading.save()
            entry.mention("reading", reading.pk)
            entry.mention("document", document.pk)
    return reading


def read_again(actor: Actor, reading: Reading) -> Reading:
    """Read a document once more, as long as nothing was decided of it.

    Raises `Refused`. Effects: record and values replaced; one entry mentioning ("reading", id).
    """
    require(can_receive(actor, reading.house_id))
    document = reading.document
    result = _read(document, reading.name)
    with change(actor, verb="ingestion.read_again", houses=[reading.house_id]) as entry:
        reading.refresh_from_db()
        if reading.status not in (Status.NEW, Status.READ, Status.UNREADABLE):
            raise Refused("La relecture de ce document est commencée : il n’est pas relu.")
        reading.values.all().delete()
        _fill(reading, result)
        reading.read_at = entry.at
        reading.save()
        entry.mention("reading", reading.pk)
    return join_sheet(actor, reading)


def _fill(reading: Reading, result: Result) -> None:
    reading.unreadable_because = result.unreadable[:400]
    reading.status = Status.UNREADABLE if result.unreadable else Status.READ
    reading.kind = result.kind if result.kind in Kind.values else Kind.UNKNOWN
    reading.score = result.score
    reading.record, reading.text, reading.pages = result.record, result.text, result.pages
    findings = result.record.get("findings", [])
    reading.finding_count = len(findings)
    reading.error_count = sum(one["severity"] == Severity.ERROR for one in findings)
    Value.objects.bulk_create(
        (
            Value(reading=reading, position=place, **value)
            for place, value in enumerate(result.values, 1)
        ),
        batch_size=500,
    )
