"""The room as a Django application: search, erasure."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "probant.engagement"
    label = "engagement"
    verbose_name = "engagement"

    def ready(self) -> None:
        from probant.engagement.erasure import forget_volunteer, forget_work
        from probant.engagement.holdings import holdings
        from probant.engagement.queries.reminders import time_to_do
        from probant.engagement.screens import panels as shown
        from probant.engagement.screens.words import VERBS
        from probant.kernel import verbs
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import TEAM, Role
        from probant.kernel.todo import TODO
        from probant.search import kinds
        from probant.ui import panels

        kinds.offer(
            "log_hours",
            "Noter des heures de bénévolat",
            "engagement:hours",
            roles=TEAM,
            words="temps bénévole heures",
            order=40,
        )
        panels.register(
            "sessions.more", "engagement", order=10, can=shown.can_note, render=shown.link
        )
        panels.slot("volunteer.side", "ce que les pièces supérieures savent d'un bénévole")
        panels.slot("participant.side", "ce que les pièces supérieures savent d'un participant")
        panels.slot("volunteers.more", "où mène encore la liste des bénévoles, en une ligne")
        panels.slot("volunteer.agreement", "une convention de bénévolat, sur papier")
        panels.slot("volunteer.paper", "une attestation de bénévolat, sur papier")
        panels.register(
            "case.side", "volunteers", order=60, can=shown.can_match, render=shown.match_panel
        )
        kinds.offer(
            "volunteers",
            "Voir les bénévoles",
            "engagement:volunteers",
            roles=TEAM,
            words="bénévole convention compétences disponibilité mission",
            order=41,
        )
        kinds.offer(
            "hours_waiting",
            "Valider des heures de bénévolat",
            "engagement:waiting",
            roles=TEAM,
            words="bénévole heures valider",
            order=42,
        )
        kinds.offer(
            "in_kind",
            "Voir les contributions volontaires",
            "engagement:in-kind",
            roles=TEAM | {Role.BOARD},
            words="bénévolat valorisation 86 87 864 875 comptes nature",
            order=43,
        )
        kinds.offer(
            "week",
            "Noter ma semaine",
            "engagement:staff-week",
            roles=TEAM,
            words="temps passé semaine feuille heures travail",
            order=44,
        )
        kinds.offer(
            "posts",
            "Postes et contrats",
            "engagement:posts",
            roles=TEAM,
            words="poste contrat ETP équipe salariés",
            order=45,
        )
        panels.slot("time_sheet.papers", "ce que l'on tire d'une feuille de temps")
        TODO.register("engagement.time", time_to_do)
        ERASERS.register("engagement", forget_volunteer)
        ERASERS.register("engagement.work", forget_work)
        HOLDINGS.register("engagement", holdings, order=60)
        RETAINED.register(
            "engagement", Retained("Motifs des temps annulés", "retention.supported_persons")
        )
        verbs.register(VERBS)
