"""The room as a Django application."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "probant.directory"
    label = "directory"
    verbose_name = "annuaire"
