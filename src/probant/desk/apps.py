"""The room as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "probant.desk"
    label = "desk"
    verbose_name = "bureau"

    def ready(self) -> None:
        from probant.kernel.roles import EVERYONE, HOUSE
        from probant.search import kinds
        from probant.ui import panels, rail

        rail.register("home", "Accueil", "desk:home", order=10, roles=EVERYONE)
        rail.offer("help", "desk:guide")
        rail.offer("lists", "desk:lists")
        kinds.offer("kept_lists", "Mes listes", "desk:lists", roles=HOUSE, order=90)
        panels.slot("desk.due", "ce qui est attendu, par date")
        panels.slot("desk.recent", "les derniers faits notés")
