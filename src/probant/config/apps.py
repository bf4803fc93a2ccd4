"""The configuration as a Django application: it only brings the numbered system checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "probant.config"
    label = "config"

    def ready(self) -> None:
        from probant.config import checks  # noqa: F401  registering is importing, once apps exist
