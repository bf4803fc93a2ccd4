"""A migrated SQLite database, kept from one run of the tests to the next.

Applying the migrations from nothing takes many seconds and always gives the same file; the file is
kept in `.cache/` under the digest of all that makes it.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

import django
from django.apps import apps

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "test-databases"
KEPT = 4  # branches worked on side by side


def kept_database() -> Path:
    """Where the file of the present migrations stands, or will stand."""
    seen = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            seen.update(f"{config.label}/{path.name}".encode())
            seen.update(path.read_bytes())
    return FOLDER / f"{seen.hexdigest()[:20]}.sqlite3"


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
    copy_database(source, kept_database())
    kept = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT:]:
        path.unlink(missing_ok=True)
