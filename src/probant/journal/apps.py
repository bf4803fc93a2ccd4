"""The journal as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "probant.journal"
    label = "journal"
    verbose_name = "journal"

    def ready(self) -> None:
        from probant.journal import checks, guards  # noqa: F401  models must be loaded first

        # Django's SQLite table rebuild drops triggers silently: they are laid again.
        post_migrate.connect(guards.install_after_migrate, dispatch_uid="journal.guards")
