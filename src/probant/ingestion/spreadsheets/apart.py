"""A file read in a process of its own, under limits of memory and of processor time.

    python -m probant.ingestion.spreadsheets.apart FILE [SHEET]

writes marshalled frames: first what the file is and its sheets, then for the sheet asked its rows
by batches. A library that crashes or swells takes down only that process, and the memory that a
workbook needs ends with it. Nothing of Django is imported here.
"""

from __future__ import annotations

import logging
import marshal
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from probant.ingestion.spreadsheets.containers import Container, look_into
from probant.ingestion.spreadsheets.delimited import Delimited
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.workbooks import Book, Cell

logger = logging.getLogger(__name__)
MAX_BYTES = 60_000_000
MEMORY_BYTES = 1_500_000_000
SECONDS = 120
BATCH = 500
SAMPLE = 80  # rows of each sheet that the survey tells
_CRASHED = (
    "le fichier a fait échouer sa lecture : il est sans doute abîmé, ou démesuré. Ouvrez-le dans "
    "votre tableur et enregistrez-le de nouveau en xlsx, ou découpez-le."
)
Row = tuple[int, list[Cell]]


@dataclass
class SheetSurvey:
    """One sheet: its name, whether it is shown, how many rows are not empty, the first of them.

    `last` are the last rows, where a line of totals stands; `hidden` the number of hidden rows.
    """

    name: str
    shown: bool
    count: int
    first: list[Row]
    last: list[Row]
    hidden: int = 0


@dataclass
class Survey:
    """What a file holds: its format, its sheets, what is to be said of how it was read."""

    format: str
    sheets: list[SheetSurvey] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def survey(path: Path) -> Survey:
    """Look through a file. Raises `UnreadableSheet`."""
    frames = _frames(path, None)
    head = next(frames)
    return Survey(
        head["format"], [SheetSurvey(**one) for one in head["sheets"]], list(head["notes"])
    )


def rows(path: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet that are not empty, in order. Raises `UnreadableSheet`."""
    for frame in _frames(path, sheet):
        yield from frame


def _frames(path: Path, sheet: str | None) -> Iterator[Any]:
    command = [sys.executable, "-m", "probant.ingestion.spreadsheets.apart", str(path)]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command + ([] if sheet is None else [sheet]), stdout=subprocess.PIPE, stderr=said
        )
        assert child.stdout is not None
        ended = False
        try:
            while True:
                try:
                    frame = marshal.load(child.stdout)  # noqa: S302  written by our own child
                except (EOFError, ValueError, TypeError):
                    break
                if frame is None:
                    ended = True
                    break
                if isinstance(frame, str):
                    raise UnreadableSheet(frame)
                yield frame
        finally:
            child.stdout.close()
            if not ended:
                child.kill()
            child.wait()
        if not ended:
            said.seek(0)
            logger.warning(
                "reading a spreadsheet failed: %s", said.read()[-800:].decode("utf-8", "replace")
            )
            raise UnreadableSheet(_CRASHED)


def main(arguments: list[str]) -> int:
    """Read argv's file and write its frames on the standard output; 0 whatever it holds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    out = sys.stdout.buffer
    try:
        path = Path(arguments[0])
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableSheet(
                f"le fichier pèse {size / 1e6:.0f} Mo, la limite est de {MAX_BYTES / 1e6:.0f} Mo : "
                "découpez-le."
            )
        data = path.read_bytes()
        if len(arguments) > 1:
            _write_rows(out, data, arguments[1])
        else:
            marshal.dump(_survey(data), out)
        marshal.dump(None, out)
    except UnreadableSheet as error:
        marshal.dump(str(error), out)
    except MemoryError:
        return 1
    except BrokenPipeError:
        return 0
    out.flush()
    return 0


def _sheets(data: bytes, container: Container) -> Iterator[tuple[str, bool, int, Iterator[Row]]]:
    if container.format == "text":
        yield "", True, 0, Delimited(data).rows()  # type: ignore[misc]
        return
    book = Book(data)
    for place, (name, shown) in enumerate(book.sheets()):
        known = place < len(container.hidden)
        hidden = len(container.hidden[place]) if known else container.hidden_count
        yield name, shown, hidden, book.rows(name, container.faults[place] if known else None)


def _survey(data: bytes) -> dict[str, Any]:
    container = look_into(data)
    told: list[dict[str, Any]] = []
    for name, shown, hidden, found in _sheets(data, container):
        first: list[Row] = []
        last: list[Row] = []
        count = 0
        for count, row in enumerate(found, 1):
            if count <= SAMPLE:
                first.append(row)
            last = [*last[-2:], row]
        told.append(
            {
                "name": name,
                "shown": shown,
                "count": count,
                "first": first,
                "last": last,
                "hidden": hidden,
            }
        )
    notes = Delimited(data).notes if container.format == "text" else []
    return {"format": container.format, "sheets": told, "notes": notes}


def _write_rows(out: IO[bytes], data: bytes, sheet: str) -> None:
    batch: list[Row] = []
    for name, _, _, found in _sheets(data, look_into(data)):
        if name != sheet:
            continue
        for row in found:
            batch.append(row)
            if len(batch) == BATCH:
                out.write(marshal.dumps(batch))
                batch = []
        break
    else:
        raise UnreadableSheet(f"le classeur n’a pas de feuille « {sheet} ».")
    if batch:
        out.write(marshal.dumps(batch))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
