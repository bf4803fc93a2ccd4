"""The room as a Django application."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "probant.indicators"
    label = "indicators"
    verbose_name = "chiffres"

    def ready(self) -> None:
        from probant.indicators.access import READERS
        from probant.indicators.screens import panels
        from probant.kernel import verbs
        from probant.ui import rail

        verbs.register({"indicators.export": "Faits d’un chiffre exportés"})
        rail.register("figures", "Chiffres", "indicators:figures", order=60, roles=READERS)
        panels.register()
