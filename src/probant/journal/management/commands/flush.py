"""`flush` empties the tables between transactional tests: the guards step aside meanwhile."""

from pathlib import PurePath
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as Flush
from django.db import connections

from probant.journal import guards


class Command(Flush):
    """Django's flush, for test databases only: a journal is never flushed."""

    def handle(self, **options: Any) -> None:
        using = options["database"]
        name = PurePath(str(connections[using].settings_dict["NAME"])).name
        if not name.startswith(("test", ":memory:", "file:memorydb")):
            raise CommandError("Un journal ne se vide pas : seules les bases de test le peuvent.")
        guards.remove(using)
        super().handle(**options)
        guards.install(using)
