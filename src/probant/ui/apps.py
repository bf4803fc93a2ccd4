"""The `ui` application: it holds no data, only the way things look."""

from django.apps import AppConfig
from django.core import checks

from probant.ui.panels import check_panels
from probant.ui.rail import check_rail


class UiConfig(AppConfig):
    name = "probant.ui"
    label = "ui"
    verbose_name = "Présentation"

    def ready(self) -> None:
        checks.register(check_panels)
        checks.register(check_rail)
