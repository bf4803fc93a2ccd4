"""A whole backup, taken while the application serves: one snapshot, streamed, flat memory."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from probant.config.keeping import rows
from probant.config.keeping.archive import (
    Journal,
    Manifest,
    Table,
    Writer,
    chunks_of,
    writing,
)
from probant.directory.models import House
from probant.documents.models import Document
from probant.documents.store import path_of
from probant.journal.models import JournalHead
from probant.journal.reading import reading


def back_up(path: Path) -> Manifest:
    """Write everything that the instance keeps into one archive; returns what it holds.

    All tables are read in one snapshot: the application goes on serving and writing meanwhile.
    Documents are never changed nor taken away, so those of the snapshot stand. Left out: sessions,
    and the erasure register, which must outlive every backup.
    """
    with writing(path) as archive, reading():
        manifest = Manifest(
            application=settings.VERSION,
            made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=sorted(
                [app, name] for app, name in MigrationRecorder(connection).applied_migrations()
            ),
            journals=_journals(),
        )
        manifest.tables = [_add_table(archive, model) for model in rows.tables(apps)]
        _add_documents(archive, manifest)
        archive.finish(manifest)
    return manifest


def _journals() -> list[Journal]:
    names = dict(House.objects.values_list("pk", "short_name"))
    heads = JournalHead.objects.order_by("house_id").values_list("house_id", "seq", "hash")
    return [Journal(house, names.get(house, ""), seq, digest) for house, seq, digest in heads]


def _add_table(archive: Writer, model: rows.Model) -> Table:
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        batch: list[str] = []
        for line in rows.read_lines(model):
            batch.append(line)
            if len(batch) == rows.STRIDE:
                yield ("\n".join(batch) + "\n").encode()
                count += len(batch)
                batch = []
        if batch:
            yield ("\n".join(batch) + "\n").encode()
            count += len(batch)

    label = model._meta.label_lower
    sha256, _ = archive.add(f"tables/{label}.jsonl", lines())
    names = [field.attname for field in rows.columns(model)]
    return Table(label, names, count, rows.last_number(model), sha256)


def _add_documents(archive: Writer, manifest: Manifest) -> None:
    kept = Document.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
    for sha256 in kept.iterator():
        try:
            handle = path_of(sha256).open("rb")
        except OSError:
            manifest.missing.append(sha256)
            continue
        with handle:
            _, manifest.documents[sha256] = archive.add(f"documents/{sha256}", chunks_of(handle))
