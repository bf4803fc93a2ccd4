"""Rows as lines that name no engine: what SQLite wrote, PostgreSQL reads, and the reverse.

A line is a JSON list of a row's values, in the order of the columns that the manifest names. Days,
instants and identifiers are text; instants are UTC.
"""

import base64
import datetime
import decimal
import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models
from django.utils.duration import duration_iso_string

STRIDE = 2000  # rows read or written together
# Sessions are doors left open, not records: whoever is signed in signs in again. What was queued
# may have been done since: a restored instance must not send the same letters a second time.
LEFT_OUT = frozenset({"sessions.session", "django_tasks_database.dbtaskresult"})

Model = type[models.Model]


def tables(apps: Apps) -> list[Model]:
    """Every table of the instance, those that others refer to first."""
    kept = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        if model._meta.label_lower not in LEFT_OUT
    }
    ordered: dict[Model, None] = {}

    def place(model: Model, within: frozenset[Model]) -> None:
        for field in columns(model):
            target = field.related_model
            if target in kept and target not in ordered and target not in within:
                place(target, within | {model})
        ordered.setdefault(model)

    for model in sorted(kept, key=lambda model: model._meta.label_lower):
        place(model, frozenset({model}))
    return list(ordered)


def columns(model: Model) -> "list[models.Field[Any, Any]]":
    """The stored columns of a table; those that the database computes are left out."""
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", 0)]


def read_lines(model: Model) -> Iterator[str]:
    """The rows of a table in the order of its key, one line each, with flat memory."""
    key = [field.attname for field in model._meta.pk_fields]
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by(*key).values_list(*names)
    for row in rows.iterator(chunk_size=STRIDE):
        yield _encode(row)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"No line holds a {type(value).__name__}")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


def write_lines(model: Model, names: Sequence[str], lines: Iterator[str]) -> int:
    """Insert rows as they were read, ids kept; returns how many.

    Raises ValueError for a line that is not a row of this table; the database its own errors.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608  our own names
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in lines:
            batch.append(_row(fields, line))
            count += 1
            if len(batch) == STRIDE:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
    return count


def _row(fields: Sequence[Any], line: str) -> list[Any]:
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(fields):
        raise ValueError(f"a row of {len(fields)} columns was expected")
    return [
        field.get_db_prep_save(None if value is None else field.to_python(value), connection)
        for field, value in zip(fields, values, strict=True)
    ]


def clear(model: Model) -> None:
    """Take away the rows that migrations ship; guarded tables, empty here, refuse anything else."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  our own name


# --- numbers given so far: a number once given is never given again, even after a deletion


def last_number(model: Model) -> int | None:
    """The last id that the table gave, None where it gives none."""
    if not isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            return int(row[0]) if row else 0
        sequence = _sequence(cursor, model)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608  our own name
        value, called = cursor.fetchone()
        return int(value) if called else int(value) - 1


def set_last_number(model: Model, number: int) -> None:
    """Make the table give `number + 1` next."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
            )
            return
        name = _sequence(cursor, model)
        cursor.execute("SELECT setval(%s, %s, %s)", [name, max(number, 1), number > 0])


def _sequence(cursor: Any, model: Model) -> str:
    assert model._meta.pk is not None
    cursor.execute(
        "SELECT pg_get_serial_sequence(%s, %s)",
        [connection.ops.quote_name(model._meta.db_table), model._meta.pk.column],
    )
    return str(cursor.fetchone()[0])
