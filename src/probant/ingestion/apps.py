"""The room as a Django application: its entry in the rail, what it offers from the search field."""

from django.apps import AppConfig

#: What the entries of this room say on a timeline.
VERBS = {
    "ingestion.file_mail": "Courriel rangé sur un dossier",
    "ingestion.receive": "Document déposé",
    "ingestion.read_again": "Document relu par Probant",
    "ingestion.join_sheet": "Feuille d’émargement reconnue",
    "ingestion.decide": "Valeurs relues",
    "ingestion.decide_all": "Toutes les valeurs acceptées",
    "ingestion.accept": "Document enregistré dans les livres",
    "ingestion.keep": "Chiffres et anomalies du document gardés",
    "ingestion.set_aside": "Document mis de côté",
    "ingestion.take_back": "Document repris",
    "ingestion.close_finding": "Anomalie close avec son motif",
    "ingestion.import": "Fichier importé",
    "ingestion.undo_import": "Import annulé",
    "ingestion.close_claim": "Chiffre lu expliqué",
    "ingestion.match_claim": "Chiffre lu rapproché",
    "ingestion.note_claim": "Chiffre dit ailleurs noté",
}


class IngestionConfig(AppConfig):
    name = "probant.ingestion"
    label = "ingestion"
    verbose_name = "lecture de documents"

    def ready(self) -> None:
        from probant.ingestion.access import REVIEWERS
        from probant.ingestion.retention import end_imports, forget_person
        from probant.kernel import verbs
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.work import JOBS, Job
        from probant.search import kinds
        from probant.ui import rail

        verbs.register(VERBS)
        ERASERS.register("imports", forget_person)
        RETAINED.register(
            "imports", Retained("Lignes de fichiers importés", "retention.prospects", end_imports)
        )
        jobs = "probant.ingestion.actions.import_jobs"
        JOBS.register("ingestion.preview", Job("Aperçu d’un import", f"{jobs}:perform_preview"))
        JOBS.register("ingestion.apply", Job("Import d’un fichier", f"{jobs}:perform_apply"))
        rail.register("documents", "Documents", "ingestion:inbox", order=80, roles=REVIEWERS)
        rail.offer("imports", "ingestion:imports")
        kinds.offer(
            "drop_documents",
            "Déposer un document",
            "ingestion:inbox",
            roles=REVIEWERS,
            words="délibération convention fiche action rapport lire fichier pdf",
            order=80,
        )
        kinds.offer(
            "import_spreadsheet",
            "Importer un tableur",
            "ingestion:imports",
            roles=REVIEWERS,
            words="excel csv xlsx ods importer contacts dossiers rendez-vous rencontres dla",
            order=81,
        )
