"""The room as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "probant.portal"
    label = "portal"
    verbose_name = "portail"
