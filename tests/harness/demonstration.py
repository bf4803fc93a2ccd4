"""The demonstration year for the tests: built once by `probant demo`, then copied.

Building it takes many seconds, copying it a moment. The processes of one run of the tests share
what the first of them built.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.harness.instances import (
    copied_database,
    environment,
    forget_copy,
    keep_copy,
    name_of,
    probant,
)


class Demonstration:
    """The demonstration year kept in a folder: a database and the documents beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database, self.documents = folder / "database", folder / "var" / "documents"

    def take(self, blank: Path) -> None:
        """Build it on a copy of a blank database, unless another process of this run did."""
        self.folder.mkdir(exist_ok=True)
        with self._locked():
            self._count(+1)
            if self.database.exists():
                return
            with tempfile.TemporaryDirectory() as apart, copied_database(blank, Path(apart)) as url:
                built = probant(["demo"], environment(self.folder, url))
                assert built.returncode == 0, built.stderr
                keep_copy(name_of(url), self.database)

    def leave(self) -> None:
        """The last process that took it frees the server of it."""
        with self._locked():
            if self._count(-1) == 0:
                forget_copy(self.database)
                self.database.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _count(self, more: int) -> int:
        users = self.folder / "users"
        count = int(users.read_text() if users.exists() else 0) + more
        users.write_text(str(count))
        return count

    @contextmanager
    def served(self, folder: Path) -> Iterator[str]:
        """A copy of its own in a folder, documents included; yields its DATABASE_URL."""
        shutil.copytree(self.documents, folder / "var" / "documents")
        with copied_database(self.database, folder) as url:
            yield url

    @contextmanager
    def under_test(self) -> Iterator[None]:
        """Let the tests' own connection be one to a copy of it."""
        shutil.copytree(self.documents, settings.MEDIA_ROOT, dirs_exist_ok=True)
        own = connection.settings_dict["NAME"]
        connection.close()
        with (
            tempfile.TemporaryDirectory() as apart,
            copied_database(self.database, Path(apart)) as url,
        ):
            connection.settings_dict["NAME"] = name_of(url)
            try:
                yield
            finally:
                connection.close()
                connection.settings_dict["NAME"] = own
