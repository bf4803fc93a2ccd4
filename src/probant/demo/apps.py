"""The room as a Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "probant.demo"
    label = "demo"
    verbose_name = "démonstration"
