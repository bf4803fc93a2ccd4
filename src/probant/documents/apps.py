"""The room as a Django application."""

from django.apps import AppConfig

from probant.kernel import verbs


class DocumentsConfig(AppConfig):
    name = "probant.documents"
    label = "documents"
    verbose_name = "documents"

    def ready(self) -> None:
        verbs.register({"documents.store": "Document reçu"})
