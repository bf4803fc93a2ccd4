"""The room as a Django application."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "probant.engagement"
    label = "engagement"
    verbose_name = "engagement"
