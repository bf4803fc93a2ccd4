"""The room as a Django application."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "probant.funding"
    label = "funding"
    verbose_name = "conventions"
