"""Write indexes and constraints into the CreateModel of their table: `make migrations`.

Django writes one operation for each, and draws every related model again for each operation: with
some two hundred of them an empty database took three times as long to migrate. Folded, neither the
schema nor the state that Django compares with the models changes, so it is safe on applied files.
"""

import sys
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RunPython,
    RunSQL,
)
from django.db.migrations.writer import MigrationWriter


def fold(migration: Migration) -> int:
    """Fold what can be folded, in place; return how many operations went."""
    created = {op.name_lower: op for op in migration.operations if isinstance(op, CreateModel)}
    late = {
        (op.model_name_lower, op.name)
        for op in migration.operations
        if isinstance(op, AddField)  # a column of a circle of tables comes after its table
    }
    kept: list[Any] = []
    for operation in migration.operations:
        if isinstance(operation, AddIndex | AddConstraint):
            table = operation.model_name_lower
            is_index = isinstance(operation, AddIndex)
            part: Any = getattr(operation, "index" if is_index else "constraint")
            said = repr(part.deconstruct())
            if table in created and not any(
                f"'{column}" in said for owner, column in late if owner == table
            ):
                parts = created[table].options.setdefault(
                    "indexes" if is_index else "constraints", []
                )
                parts.append(part)
                continue
        kept.append(operation)
    gone = len(migration.operations) - len(kept)
    setattr(migration, "operations", kept)  # noqa: B010  a class variable in its stubs
    return gone


def main(arguments: list[str]) -> int:
    """Rewrite the files; with --check only name those that could be folded (exit status 1)."""
    django.setup()
    found = False
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (label, name), migration in sorted(loader.disk_migrations.items()):
        config = apps.get_app_config(label)
        by_hand = any(isinstance(op, RunPython | RunSQL) for op in migration.operations)
        if not config.name.startswith("probant.") or by_hand or not fold(migration):
            continue
        found = True
        path = Path(config.path) / "migrations" / f"{name}.py"
        print(f"{label}/{path.name}", "to fold: make migrations" if "--check" in arguments else "")
        if "--check" not in arguments:
            writer = MigrationWriter(migration, include_header=False)
            path.write_text(writer.as_string(), encoding="utf-8")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
