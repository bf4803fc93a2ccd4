"""The room as a Django application: the account's place on the page, the words of its verbs."""

from django.apps import AppConfig

from probant.kernel import verbs
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS
from probant.ui import panels, rail


class AccountsConfig(AppConfig):
    name = "probant.accounts"
    label = "accounts"
    verbose_name = "comptes"

    def ready(self) -> None:
        from probant.accounts.actions.persons import forget  # these need the models
        from probant.accounts.holdings import holdings
        from probant.accounts.screens import timeline

        rail.offer("account", "accounts:account")
        rail.offer("sign_in", "account_login")
        rail.offer("sign_out", "account_logout")
        ERASERS.register("accounts", forget)
        HOLDINGS.register("accounts", holdings, order=20)
        RETAINED.register("accounts", Retained("Comptes et rôles", "retention.prospects"))
        verbs.register(
            {
                "accounts.open_account": "Compte ouvert",
                "accounts.give_role": "Rôle donné",
                "accounts.end_role": "Rôle retiré",
                "accounts.link_person": "Compte relié à une personne",
                "accounts.unlink_person": "Compte délié d’une personne",
                "accounts.open_space": "Espace ouvert à une personne",
                "accounts.close_space": "Espace fermé",
            }
        )
        panels.slot("account.main", "ce que l’on choisit pour soi-même")
        panels.register(
            "organisation.timeline", "journal", order=10, can=timeline.can, render=timeline.draw
        )
