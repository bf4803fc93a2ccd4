"""The archive of a backup: one ZIP file with rows as lines, documents and a manifest.

    manifest.json              what is inside: version, migrations, tables, documents, journals
    tables/<table>.jsonl       one line a row (`keeping.rows`)
    documents/<sha256>         the bytes of each document, once

The manifest comes last, so that everything is written in one pass with flat memory; a file cut
short has none. Each member's sha256 is in the manifest and held before anything is restored.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import FieldDoesNotExist, ValidationError

from probant.config.cli import CommandError

FORMAT, VERSION = "probant-backup", 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
LONGEST_LINE = 64 * 1024 * 1024  # bytes; a row is far from it, a hostile file may not be
LEVEL = 3  # of compression: nearly as small as the default, in half the time
SOME_DAY = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes

# what reading a damaged or hostile ZIP file may raise
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,  # a compression that we never write
    RuntimeError,  # a password
    UnicodeDecodeError,
    ValueError,
    TypeError,
    AttributeError,
    FieldDoesNotExist,
    ValidationError,
)


class Unreadable(CommandError):
    """The file is no backup, or a damaged one; nothing was restored."""


@dataclass(frozen=True)
class Table:
    """A table in the archive; `last_id` is the last number it gave, None where it gives none."""

    model: str
    columns: list[str]
    rows: int
    last_id: int | None
    sha256: str

    @property
    def member(self) -> str:
        return f"tables/{self.model}.jsonl"


@dataclass(frozen=True)
class Journal:
    """Where a house's journal stood: position and hash of its head."""

    house_id: int
    name: str
    seq: int
    hash: str


@dataclass
class Manifest:
    """What is inside; `missing` are documents whose bytes could not be found."""

    application: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    tables: list[Table] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    journals: list[Journal] = field(default_factory=list)
    format: str = FORMAT
    version: int = VERSION

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Writer:
    """Writes members one after the other; made by `writing`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write a member; returns its sha256 and its size in bytes."""
        info = zipfile.ZipInfo(name, SOME_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        return digest.hexdigest(), size

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, last."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        self.add(MANIFEST, [text.encode()])


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive, whole and on disk before its name appears; nothing is left of a failed one."""
    incoming = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(incoming, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as handle:
            with zipfile.ZipFile(
                handle, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=LEVEL
            ) as archive:
                yield Writer(archive)
            handle.flush()
            os.fsync(handle.fileno())
        incoming.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too must survive a power cut
        finally:
            os.close(folder)
    finally:
        incoming.unlink(missing_ok=True)


class Reader:
    """An archive open for reading; made by `opened`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = _manifest(archive)

    def verify(self) -> None:
        """Hold every member against its sha256. Raises `Unreadable`, naming the first wrong one."""
        for table in self.manifest.tables:
            self._verify(table.member, table.sha256)
        for sha256 in self.manifest.documents:
            self._verify(f"documents/{sha256}", sha256)

    def _verify(self, name: str, sha256: str) -> None:
        digest = hashlib.sha256()
        with damage_told(name):
            for chunk in self._chunks(name):
                digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise Unreadable(f"sauvegarde endommagée : {name} n’est pas ce qui avait été écrit.")

    def lines(self, table: Table) -> Iterator[str]:
        """The rows of a table."""
        with self._archive.open(table.member) as member:
            while line := member.readline(LONGEST_LINE):
                yield line.decode()

    def document(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a document."""
        return self._chunks(f"documents/{sha256}")

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._archive.open(name) as member:
            yield from chunks_of(member)


def chunks_of(handle: IO[bytes]) -> Iterator[bytes]:
    """What remains to read, piece by piece."""
    while chunk := handle.read(CHUNK):
        yield chunk


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open an archive of ours. Raises `Unreadable` with one French line."""
    try:
        handle = path.open("rb")
    except OSError as error:
        raise Unreadable(f"fichier illisible : {path} ({error.strerror}).") from error
    with handle:
        try:
            archive = zipfile.ZipFile(handle)
        except DAMAGE as error:
            raise Unreadable(
                f"{path} n’est pas une sauvegarde de Probant, ou elle est incomplète."
            ) from error
        with archive:
            yield Reader(archive)


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Turn what a damaged member raises into one French line."""
    try:
        yield
    except DAMAGE as error:
        raise Unreadable(f"sauvegarde endommagée : {name} est illisible.") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise Unreadable(
            "ce fichier n’est pas une sauvegarde de Probant : il n’a pas de manifeste."
        )
    with damage_told(MANIFEST):
        with archive.open(MANIFEST) as member:
            told: Any = json.loads(member.read(LONGEST_LINE))
        if told["format"] != FORMAT:
            raise ValueError("another format")
        if told["version"] != VERSION:
            raise Unreadable(
                f"cette sauvegarde est au format {told['version']} ; cette version de Probant lit "
                f"le format {VERSION}."
            )
        told["tables"] = [Table(**table) for table in told["tables"]]
        told["journals"] = [Journal(**journal) for journal in told["journals"]]
        return _sound(Manifest(**told))


def _sound(manifest: Manifest) -> Manifest:
    """Hold a manifest's values against their kinds: a forged one is refused before any use."""
    held = (
        (str, [manifest.application, manifest.made_at, manifest.engine]),
        (str, [name for pair in manifest.migrations for name in _pair(pair)]),
        (str, [text for table in manifest.tables for text in (table.model, table.sha256)]),
        (str, [name for table in manifest.tables for name in table.columns]),
        (int, [table.rows for table in manifest.tables]),
        (int | None, [table.last_id for table in manifest.tables]),
        (str, manifest.documents.keys()),
        (int, manifest.documents.values()),
        (int, [number for one in manifest.journals for number in (one.house_id, one.seq)]),
        (str, [text for one in manifest.journals for text in (one.name, one.hash)]),
    )
    if not all(isinstance(value, kind) for kind, values in held for value in values):
        raise ValueError("a manifest whose values are of another kind")
    return manifest


def _pair(value: Any) -> tuple[Any, Any]:
    app, name = value
    return app, name
