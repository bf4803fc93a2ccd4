"""The room as a Django application."""

from django.apps import AppConfig

from probant.kernel import verbs


class ReportsConfig(AppConfig):
    name = "probant.reports"
    label = "reports"
    verbose_name = "rapports"

    def ready(self) -> None:
        from probant.reports.screens import panels

        panels.register()
        verbs.register({"reports.convention": "Compte rendu d’une convention établi"})
