"""The room as a Django application."""

from django.apps import AppConfig


class IngestionConfig(AppConfig):
    name = "probant.ingestion"
    label = "ingestion"
    verbose_name = "lecture de documents"
