"""One snapshot for a page whose figures must agree."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def reading() -> Iterator[None]:
    """Read everything inside the block from one state of the database.

    SQLite: `BEGIN DEFERRED`, which takes no write lock (an `atomic()` block would, in IMMEDIATE
    mode). PostgreSQL: repeatable read, read only. Inside a transaction already open, the block
    joins it.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
