"""The room as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "probant.programmes"
    label = "programmes"
    verbose_name = "programmes"
