"""A migrated SQLite database, kept from one run of the tests to the next.

Applying the migrations from nothing takes many seconds and always gives the same file; the file is
kept in `.cache/` under the digest of all that makes it, beside the list of what was applied. Where
only new migrations came since, they are applied to the nearest file kept.
"""

import hashlib
import json
import os
import sqlite3
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, Max

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "test-databases"
KEPT = 6  # branches worked on side by side


def kept_database() -> Path:
    """Where the file of the present migrations stands, or will stand."""
    seen = hashlib.sha256(json.dumps(_migrations(), sort_keys=True).encode())
    return FOLDER / f"{seen.hexdigest()[:20]}.sqlite3"


def nearest_database() -> Path | None:
    """The kept file with the most of the present migrations, and nothing else; None without any."""
    present = _migrations().items()
    found: tuple[int, Path] | None = None
    for path in FOLDER.glob("*.sqlite3"):
        listed = path.with_suffix(".json")
        applied = json.loads(listed.read_text()).items() if listed.exists() else None
        if applied and applied <= present and (found is None or len(applied) > found[0]):
            found = len(applied), path
    return found[1] if found else None


def _migrations() -> dict[str, str]:
    """The digest of each file that makes the database, and the versions that it is made with."""
    seen = {"engine": f"{django.VERSION} {sqlite3.sqlite_version}"}
    for config in apps.get_app_configs():
        for path in Path(config.path).glob("migrations/*.py"):
            seen[f"{config.label}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return seen


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy, also of a database in use."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{os.getpid()}")
    with sqlite3.connect(source) as read, sqlite3.connect(part) as write:
        read.backup(write)
    read.close()
    write.close()
    part.rename(target)


def keep_database(source: Path) -> None:
    """Keep a database just migrated, and forget the oldest of those kept before."""
    listed = kept_database().with_suffix(".json")
    listed.parent.mkdir(parents=True, exist_ok=True)
    part = listed.with_name(f"{listed.name}.{os.getpid()}")
    part.write_text(json.dumps(_migrations()))
    part.rename(listed)  # another process of the tests may be reading it
    copy_database(source, kept_database())
    kept = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT:]:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)


def lay_reference() -> None:
    """Put back what the migrations lay and a flush takes away: territories, districts, centres."""
    from probant.directory.models import CommuneCentre, FormerCode, Neighbourhood, Territory
    from probant.directory.neighbourhoods import load_neighbourhoods
    from probant.directory.outlines import load_centres
    from probant.directory.territories import SHIPPED, load_text

    load_text(SHIPPED.read_text("utf-8"), model=Territory, former=FormerCode)
    load_neighbourhoods(Neighbourhood)
    load_centres(CommuneCentre)


def set_numbers_apart() -> None:
    """Let each table number its rows from a thousand of its own.

    A row asked for by the number of another table's row is then found by no test, where small
    numbers would agree by chance until a database has lived a while.
    """
    with connection.cursor() as cursor:
        for rank, model in enumerate(apps.get_models(include_auto_created=True), start=1):
            key, table = model._meta.pk, model._meta.db_table
            if isinstance(key, AutoField) and not model._meta.proxy:
                last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
                _number_after(cursor, table, max(last, rank * 1000))


def _number_after(cursor: CursorWrapper, table: str, number: int) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
    else:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
