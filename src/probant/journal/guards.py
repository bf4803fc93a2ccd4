"""Triggers that refuse every edit and deletion of what the journal keeps, on both engines.

The one allowed UPDATE of a fact sets its void columns from NULL. A row of `journal_gate` inside the
same transaction opens the details to an erasure. Django's SQLite table rebuild drops triggers
silently: they are laid again after each migrate, and `missing` is asked by a system check, by
`probant check` and by the tests.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from probant.journal.facts import VOID_COLUMNS, Fact
from probant.journal.models import (
    JournalDetail,
    JournalEntry,
    JournalHead,
    JournalMention,
    JournalSeal,
)

REFUSAL = "journal: append-only"
FROZEN = (JournalEntry, JournalMention, JournalSeal)


def fact_models() -> list[type[Fact]]:
    """Every concrete kind of fact of the installed rooms, by table name."""
    kinds = [model for model in apps.get_models() if issubclass(model, Fact)]
    return sorted(kinds, key=lambda model: model._meta.db_table)


def _columns(model: type[Any]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def _conditions() -> dict[str, tuple[str | None, str | None]]:
    """Table → (condition under which UPDATE is refused, the same for DELETE); None: allowed."""
    shut = "NOT EXISTS (SELECT 1 FROM journal_journalgate)"
    rules: dict[str, tuple[str | None, str | None]] = {}
    for model in fact_models():
        fixed = [column for column in _columns(model) if column not in VOID_COLUMNS]
        moved = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in fixed)
        rules[model._meta.db_table] = (
            f"OLD.void_seq IS NOT NULL OR NEW.void_seq IS NULL OR {moved}",
            "1=1",
        )
    for frozen in FROZEN:
        rules[frozen._meta.db_table] = ("1=1", "1=1")
    # the gate lets a text be emptied, never written anew
    kept = " OR ".join(
        f'OLD."{column}" IS DISTINCT FROM NEW."{column}"'
        for column in _columns(JournalDetail)
        if column not in ("salt", "body")
    )
    rules[JournalDetail._meta.db_table] = (
        f"{shut} OR NEW.salt <> '' OR NEW.body <> '' OR {kept}",
        "1=1",
    )
    rules[JournalHead._meta.db_table] = ("NEW.seq <= OLD.seq OR NEW.at < OLD.at", "1=1")
    return rules


def _expected() -> dict[str, tuple[str, str, str]]:
    """Trigger name → (table, event, condition)."""
    found: dict[str, tuple[str, str, str]] = {}
    for table, conditions in _conditions().items():
        for event, condition in zip(("UPDATE", "DELETE"), conditions, strict=True):
            if condition is not None:
                found[f"guard_{table}_{event.lower()}"] = (table, event, condition)
    return found


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name → table, as the database has them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT t.tgisinternal"
            )
        return {name: table for name, table in cursor.fetchall() if name.startswith("guard_")}


def missing(using: str = "default") -> list[str]:
    """Names of the guard triggers that ought to stand and do not, or no longer as they were laid.

    SQLite keeps the text of a trigger, which is held against ours; of PostgreSQL's, those that were
    switched off are missing too.
    """
    connection, expected = connections[using], _expected()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            laid = dict(cursor.fetchall())
            return sorted(
                name
                for name, guard in expected.items()
                if laid.get(name) != _statement(connection.vendor, name, *guard)
            )
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal")
        standing = {name for (name,) in cursor.fetchall()}
    emptying = {_whole(name) for name, guard in expected.items() if guard[1] == "DELETE"}
    return sorted({*expected, *emptying} - standing)


def _whole(name: str) -> str:
    """The name of the trigger that refuses to empty a table at once, beside that of DELETE."""
    return f"{name[:55]}_all"


def install(using: str = "default") -> None:
    """Lay every guard trigger anew whose table exists."""
    connection = connections[using]
    remove(using)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql"
            )
        for name, (table, event, condition) in _expected().items():
            if table in tables:
                cursor.execute(_statement(connection.vendor, name, table, event, condition))
                if connection.vendor == "postgresql" and event == "DELETE":
                    cursor.execute(
                        f'CREATE TRIGGER "{_whole(name)}" BEFORE TRUNCATE ON "{table}" '
                        "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
                    )


def _statement(vendor: str, name: str, table: str, event: str, condition: str) -> str:
    if vendor == "sqlite":
        # SQLite says IS NOT where the standard says IS DISTINCT FROM (accepted from 3.39 only).
        told = condition.replace("IS DISTINCT FROM", "IS NOT")
        return (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" WHEN {told} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    # PostgreSQL allows no subquery in WHEN: the gate is asked by a function of its own.
    told = condition.replace(
        "NOT EXISTS (SELECT 1 FROM journal_journalgate)", "journal_gate_is_shut()"
    )
    prefix = ""
    if "journal_gate_is_shut" in told:
        prefix = (
            "CREATE OR REPLACE FUNCTION journal_gate_is_shut() RETURNS boolean AS "
            "'SELECT NOT EXISTS (SELECT 1 FROM journal_journalgate)' LANGUAGE sql; "
        )
    return (
        f'{prefix}CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW '
        f"WHEN ({told}) EXECUTE FUNCTION journal_refuse()"
    )


def remove(using: str = "default") -> None:
    """Take every guard trigger away: before a test flush, or to lay them anew."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _present(connection).items():
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def install_after_migrate(using: str = "default", plan: Any = (), **_: Any) -> None:
    """Receiver of Django's post_migrate; runs once, for the journal's own signal."""
    if _["sender"].label == "journal":
        install(using)
