"""A system check of the journal: the guard triggers stand (`probant.E010`)."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from probant.journal import guards


@register(Tags.database)
def check_guards(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """probant.E010: each fact table and journal table refuses edits and deletions.

    A base that waits for migrations is not held to it: `migrate` itself asks, before it lays them.
    """
    problems: list[CheckMessage] = []
    for using in databases or []:
        tables = connections[using].introspection.table_names()
        if "journal_journalentry" not in tables:
            continue
        absent = guards.missing(using)
        if absent and not _is_behind(using):
            problems.append(
                Error(
                    f"Verrous absents de la base : {', '.join(absent)}.",
                    hint="Ils sont reposés par une migration (`probant run`, `migrate`).",
                    id="probant.E010",
                )
            )
    return problems


def _is_behind(using: str) -> bool:
    """Whether migrations wait: guards are those of older columns, and `migrate` lays them anew."""
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
