"""Everything that must hold, held: the checks of every room, then those of the database itself."""

import importlib
import importlib.util
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Exists, ForeignKey, OuterRef

from probant.config.rooms import ROOMS
from probant.journal.reading import reading
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken

MOST = 100  # findings kept of one check: enough to see what happened


@dataclass(frozen=True)
class Outcome:
    """What one check found; `findings` holds the first `MOST` of `count`."""

    check: Check
    findings: tuple[Finding, ...]
    count: int
    seconds: float


def every_check() -> list[Check]:
    """The checks of the rooms, from the ground up, then those of the database."""
    found: list[Check] = []
    for room in ROOMS:
        name = f"probant.{room}.integrity"
        if importlib.util.find_spec(name):
            found += importlib.import_module(name).CHECKS
    return [*found, *CHECKS]


def repair_all() -> dict[str, int]:
    """Mend what can be, check by check; how much was, by the label of the check."""
    mended = ((check.label, check.repair()) for check in every_check() if check.repair)
    return {label: count for label, count in mended if count}


def check_all() -> Iterator[Outcome]:
    """Run every check: in one snapshot of the database, those that allow it; then the others."""
    checks = every_check()
    with reading():
        for check in checks:
            if check.in_snapshot:
                yield _outcome(check)
    for check in checks:
        if not check.in_snapshot:
            yield _outcome(check)


def _outcome(check: Check) -> Outcome:
    begun = time.perf_counter()
    findings = iter(check.find())
    first = tuple(itertools.islice(findings, MOST))
    count = len(first) + sum(1 for _ in findings)
    return Outcome(check, first, count, time.perf_counter() - begun)


def orphans() -> Iterator[Finding]:
    """`database.orphan`: a row that refers to another one which does not exist."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                yield from _orphans_of(field)


def _orphans_of(field: "ForeignKey[object, object]") -> Iterator[Finding]:
    model, target = field.model, field.target_field
    here = target.model._base_manager.filter(**{target.attname: OuterRef(field.attname)})
    rows = model._base_manager.filter(~Exists(here), **{f"{field.attname}__isnull": False})
    for pk, number in rows.order_by("pk").values_list("pk", field.attname).iterator():
        yield broken(
            "database.orphan",
            f"Table {model._meta.db_table}, ligne {pk} : {field.column} désigne {number}, qui "
            f"n’existe pas dans {target.model._meta.db_table}.",
        )


def database_file() -> Iterator[Finding]:
    """`database.file`: the file of the database is damaged (SQLite's own check of every page)."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL tells a damaged page when it reads it
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST})")
        told = [row[0] for row in cursor.fetchall()]
    yield from (
        broken("database.file", f"Fichier de la base endommagé : {line}.")
        for line in told
        if line != "ok"
    )


CHECKS = (
    Check("database.orphans", "lignes qui désignent ce qui n’existe pas", orphans),
    Check("database.file", "fichier de la base", database_file),
)
