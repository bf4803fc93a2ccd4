"""The room as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "probant.documents"
    label = "documents"
    verbose_name = "documents"
