"""Instances of their own for tests that need a whole database: quickly copied from one kept.

The blank one is taken from the database that pytest-django has just migrated: migrating again would
take longer than all the rest.
"""

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

PROGRAM = Path(sys.executable).with_name("probant")


def keep_copy(name: str, at: Path) -> None:
    """Keep a copy of a database: an SQLite file, or the name of a PostgreSQL database."""
    if connection.vendor == "sqlite":
        source, target = sqlite3.connect(name), sqlite3.connect(at)
        source.backup(target)
        source.close()
        target.close()
        return
    kept = f"probant_kept_{secrets.token_hex(6)}"
    with connect() as link:
        end_sessions(link, name)  # PostgreSQL copies a database that nobody is connected to
        link.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"'.encode())
    at.write_text(kept)


def end_sessions(link: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """End every session on a database: what a test that failed in a thread may have left open."""
    link.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
    )


def forget_copy(at: Path) -> None:
    """Drop what `keep_copy` kept on a PostgreSQL server; a file goes with its folder."""
    if connection.vendor != "sqlite":
        with connect() as link:
            link.execute(f'DROP DATABASE IF EXISTS "{at.read_text()}" WITH (FORCE)'.encode())


@contextmanager
def copied_database(kept: Path, folder: Path) -> Iterator[str]:
    """A copy of what was kept, in a folder or on the server; yields its DATABASE_URL."""
    if connection.vendor == "sqlite":
        file = folder / "probant.sqlite3"
        shutil.copyfile(kept, file)
        yield f"sqlite:///{file}"
        return
    with new_postgres_database(template=kept.read_text()) as url:
        yield url


@contextmanager
def new_postgres_database(template: str = "template0") -> Iterator[str]:
    """A database of its own on the server of the tests, dropped afterwards."""
    name = f"probant_test_{secrets.token_hex(6)}"
    with connect() as link:
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    try:
        yield _address(name)
    finally:
        with connect() as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def connect(name: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    """A connection to a database of the tests' PostgreSQL server; each statement stands alone."""
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        dbname=name,
        autocommit=True,
    )


def _address(name: str) -> str:
    given = connection.settings_dict
    secret = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    host = given["HOST"]
    if host.startswith("/"):  # the folder of a socket stands where a path does
        return f"postgres://{given['USER']}{secret}@/{host}/{name}"
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{given['USER']}{secret}@{host}{port}/{name}"


def name_of(url: str) -> str:
    """What Django calls the database of an address: a file, or a name on the server."""
    scheme, _, rest = url.partition("://")
    return rest.removeprefix("/") if scheme == "sqlite" else rest.rpartition("/")[2]


def environment(folder: Path, url: str) -> dict[str, str]:
    """The environment of an instance in a folder, over a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PROBANT_")}
    return {
        **kept,
        "DATABASE_URL": url,
        "PROBANT_VAR": str(folder / "var"),
        "PROBANT_SECRET_KEY": "only-for-the-tests-" + "0" * 40,
    }


def probant(
    arguments: Sequence[str], environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run the command line in an instance."""
    return subprocess.run(
        [PROGRAM, *arguments], env=environment, capture_output=True, text=True, timeout=300
    )
