"""The room as a Django application."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "probant.search"
    label = "search"
    verbose_name = "recherche"
