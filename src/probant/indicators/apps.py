"""The room as a Django application."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "probant.indicators"
    label = "indicators"
    verbose_name = "chiffres"
