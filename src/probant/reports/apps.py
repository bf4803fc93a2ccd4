"""The room as a Django application."""

from django.apps import AppConfig

from probant.kernel import verbs


class ReportsConfig(AppConfig):
    name = "probant.reports"
    label = "reports"
    verbose_name = "rapports"

    def ready(self) -> None:
        from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily
        from probant.reports.screens import (
            attendance,
            board,
            panels,
            papers,
            register,
            yearly_letters,
        )
        from probant.reports.screens import publication_words as publications

        publications.register()
        JOBS.register(
            "reports.draw",
            Job(
                "Graphiques d’une publication",
                "probant.reports.composition.working:draw_charts",
                attempts=3,
            ),
        )
        tidy = "probant.reports.composition.working:tidy_charts"
        JOBS.register("reports.tidy", Job("Rangement des dessins", tidy, attempts=3))
        SCHEDULE.register(
            "reports.tidy", Planned("Rangement des dessins", "reports.tidy", daily(3, 50))
        )

        panels.register()
        papers.register()
        attendance.register()
        register.register()
        board.register()
        yearly_letters.register()
        verbs.register(
            {
                "reports.activity": "Rapport d’activité établi",
                "reports.summary": "Page de l’année établie",
                "reports.dla": "Rapport annuel du DLA établi",
                "reports.network": "Rapport du réseau établi",
                "reports.territory": "Accompagnement d’un territoire raconté",
                "reports.diagnosis": "Diagnostic imprimé",
                "reports.minutes": "Compte rendu de comité établi",
                "reports.restitution": "Restitution aux élus établie",
                "reports.payment_call": "Appel de fonds établi",
                "reports.letter": "Lettre de commande établie",
                "reports.volunteer_paper": "Attestation ou lettre de bénévolat imprimée",
                "reports.volunteer_agreement": "Convention de bénévolat imprimée",
                "reports.attendance": "Attestation de présence établie",
                "reports.time_sheet": "Feuille de temps établie",
                "reports.action_sheet": "Fiche action imprimée",
                "reports.request": "Demande de subvention imprimée",
                "reports.convention": "Compte rendu d’une convention établi",
                "reports.extract": "Extrait du registre établi",
                "reports.deliberations": "Liste des délibérations établie",
                "reports.convocation": "Convocation établie",
                "reports.agenda": "Ordre du jour établi",
                "reports.attendance-sheet": "Feuille de présence établie",
                "reports.sitting-minutes": "Procès-verbal établi",
                "reports.board": "Dossier du conseil établi",
                "reports.council": "Rapport au conseil établi",
                "reports.convention-draft": "Projet de convention établi",
            }
        )
