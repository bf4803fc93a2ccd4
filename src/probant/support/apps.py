"""The room as a Django application."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "probant.support"
    label = "support"
    verbose_name = "accompagnement"
