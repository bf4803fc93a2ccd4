"""The room as a Django application."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "probant.gatherings"
    label = "gatherings"
    verbose_name = "rencontres"
