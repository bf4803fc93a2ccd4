"""The room as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "probant.governance"
    label = "governance"
    verbose_name = "instances"
