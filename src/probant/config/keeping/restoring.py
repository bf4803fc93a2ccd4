"""Restore a backup into an empty instance, on either engine: all of it or nothing."""

from pathlib import Path

from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from probant.accounts.models import User
from probant.config.cli import CommandError
from probant.config.keeping import rows
from probant.config.keeping.archive import Manifest, Reader, Unreadable, damage_told, opened
from probant.directory.actions import replay_erasures
from probant.directory.models import Organisation
from probant.documents import store
from probant.journal.models import JournalEntry

Migration = tuple[str, str]


class NotEmpty(CommandError):
    """The instance holds records: a backup never replaces them."""


def restore(path: Path) -> tuple[Manifest, int]:
    """Load an archive; returns what it held and how many people were erased again.

    The file is held against its digests before anything is written. Rows are loaded in one
    transaction, ids kept; the guards stand all the while: they refuse edits and deletions, and a
    restoration only inserts. Then the erasure register is replayed, so that nobody who asked to be
    forgotten comes back. A backup of an earlier version goes into a blank database, which is then
    brought up to date. Raises `Unreadable`, `NotEmpty`.
    """
    with opened(path) as archive:
        archive.verify()
        models = _prepare(archive.manifest)
        try:
            with transaction.atomic():
                _load(archive, models)
        except DatabaseError as error:
            raise Unreadable(
                f"sauvegarde incohérente, rien n’a été restauré : {str(error).strip()}"
            ) from error
        call_command("migrate", interactive=False, verbosity=0)
        ContentType.objects.clear_cache()
        _count_tables()
        return archive.manifest, replay_erasures()


def _count_tables() -> None:
    """Both engines plan by what they know of their tables; those of others are not ours to lock."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _prepare(manifest: Manifest) -> Apps:
    """Bring the tables to the state of the archive, and return its models."""
    given: set[Migration] = {(app, name) for app, name in manifest.migrations}
    loader = MigrationLoader(connection)
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    if given - known:
        raise Unreadable(
            f"cette sauvegarde vient d’une version plus récente ({manifest.application}) que "
            f"celle-ci ({settings.VERSION}) : mettez Probant à jour d’abord."
        )
    if applied:
        _refuse_records(applied, known)
    if given == known:
        call_command("migrate", interactive=False, verbosity=0)
        return installed
    if applied - given:
        raise NotEmpty(
            f"cette sauvegarde vient d’une version antérieure ({manifest.application}) : "
            "restaurez-la dans une base neuve, sans aucune table."
        )
    executor = MigrationExecutor(connection)
    targets = route_to(given, executor.loader)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def _refuse_records(applied: set[Migration], known: set[Migration]) -> None:
    """Somebody, a structure or an entry is enough: nothing can be recorded without them."""
    tables = set(connection.introspection.table_names())
    for model in (User, Organisation, JournalEntry):
        if model._meta.db_table in tables and _has_rows(model):
            raise NotEmpty(
                "cette instance contient déjà des enregistrements : une sauvegarde se restaure "
                "dans une instance vide."
            )


def _has_rows(model: rows.Model) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {model._meta.db_table} LIMIT 1")  # noqa: S608  our own name
        return cursor.fetchone() is not None


def route_to(given: set[Migration], loader: MigrationLoader) -> list[Migration]:
    """The migrations of an archive that no other of them follows in the same room.

    An archive older than a squashed migration holds only some of those that it replaces: the graph
    is then built of the replaced ones, as they were applied.
    """
    squashed = {key for key, one in loader.disk_migrations.items() if one.replaces}
    if any(given & set(loader.disk_migrations[key].replaces) for key in squashed - given):
        loader.replace_migrations = False  # type: ignore[attr-defined]  # the stub lacks it
        loader.build_graph()
        given = given - squashed
    reached = given & set(loader.graph.nodes)
    followed = {
        parent.key
        for child in reached
        for parent in loader.graph.node_map[child].parents
        if parent.key[0] == child[0]
    }
    return sorted(reached - followed)


def _load(archive: Reader, apps: Apps) -> None:
    by_label = {model._meta.label_lower: model for model in rows.tables(apps)}
    unknown = [table.model for table in archive.manifest.tables if table.model not in by_label]
    if unknown:
        raise Unreadable(f"sauvegarde endommagée : table inconnue {unknown[0]}.")
    for model in reversed(by_label.values()):
        rows.clear(model)
    for table in archive.manifest.tables:
        model = by_label[table.model]
        with damage_told(table.member):
            count = rows.write_lines(model, table.columns, archive.lines(table))
        if count != table.rows:
            raise Unreadable(
                f"sauvegarde endommagée : {table.member} a {count} lignes, {table.rows} attendues."
            )
        if table.last_id is not None:
            rows.set_last_number(model, table.last_id)
    for sha256 in archive.manifest.documents:
        with damage_told(f"documents/{sha256}"):
            # content addressed: a file too many, should the transaction fail, is nobody's
            store.keep(archive.document(sha256), limit_bytes=archive.manifest.documents[sha256])
