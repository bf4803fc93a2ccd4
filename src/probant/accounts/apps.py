"""The room as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "probant.accounts"
    label = "accounts"
    verbose_name = "comptes"
