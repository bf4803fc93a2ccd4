"""The room as a Django application: its entry in the rail, what it offers from the search field."""

from django.apps import AppConfig


class IngestionConfig(AppConfig):
    name = "probant.ingestion"
    label = "ingestion"
    verbose_name = "lecture de documents"

    def ready(self) -> None:
        from probant.ingestion.access import REVIEWERS
        from probant.search import kinds
        from probant.ui import rail

        rail.register("documents", "Documents", "ingestion:inbox", order=80, roles=REVIEWERS)
        kinds.offer(
            "drop_documents",
            "Déposer un document",
            "ingestion:inbox",
            roles=REVIEWERS,
            words="délibération convention fiche action rapport lire fichier pdf",
            order=80,
        )
