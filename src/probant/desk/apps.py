"""The room as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "probant.desk"
    label = "desk"
    verbose_name = "bureau"
