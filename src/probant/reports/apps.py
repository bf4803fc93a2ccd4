"""The room as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "probant.reports"
    label = "reports"
    verbose_name = "rapports"

    def ready(self) -> None:
        from probant.reports.screens import panels

        panels.register()
