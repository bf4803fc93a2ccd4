"""The room as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "probant.desk"
    label = "desk"
    verbose_name = "bureau"

    def ready(self) -> None:
        from probant.kernel.roles import EVERYONE, HOUSE, TEAM, Role
        from probant.search import kinds
        from probant.ui import panels, rail

        rail.register("home", "Accueil", "desk:home", order=10, roles=EVERYONE)
        rail.register("agenda", "Agenda", "desk:agenda", order=15, roles=TEAM | {Role.VOLUNTEER})
        rail.offer("help", "desk:guide")
        rail.offer("lists", "desk:lists")
        kinds.offer("kept_lists", "Mes listes", "desk:lists", roles=HOUSE, order=90)
        kinds.offer(
            "agenda",
            "Mon agenda",
            "desk:agenda",
            roles=TEAM | {Role.VOLUNTEER},
            words="semaine rendez-vous calendrier planning équipe aujourd’hui",
            order=6,
        )
        kinds.offer(
            "load",
            "Charge de l’équipe",
            "desk:load",
            roles=TEAM,
            words="répartition dossiers portefeuille qui fait quoi temps",
            order=60,
        )
        panels.slot("desk.due", "ce qui est attendu, par date")
        panels.slot("desk.recent", "les derniers faits notés")
