"""The room as a Django application: rail, search, panels, retention of what people wrote."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "probant.support"
    label = "support"
    verbose_name = "accompagnement"

    def ready(self) -> None:
        from probant.kernel import verbs
        from probant.kernel.calendar import CALENDAR, HOUSE_CALENDAR
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import HOUSE, TEAM, Role
        from probant.kernel.todo import HOUSE_TODO, TODO
        from probant.search import kinds
        from probant.support.holdings import holdings
        from probant.support.moving import register as register_moves
        from probant.support.project_erasure import forget_project
        from probant.support.queries import words
        from probant.support.queries.reminders import (
            follow_ups_in,
            follow_ups_to_do,
            house_follow_ups_in,
            house_follow_ups_to_do,
        )
        from probant.support.retention import expire_notes
        from probant.support.screens import dla_panels
        from probant.support.screens import panels as shown
        from probant.support.screens.case_panels import offer_cases
        from probant.support.screens.door_panels import offer_door
        from probant.support.screens.mail_panels import offer_mails
        from probant.support.screens.path_panels import offer_path
        from probant.support.screens.testimony_panels import offer_testimonies
        from probant.support.screens.words import VERBS
        from probant.ui import panels, rail

        register_moves()
        rail.register("cases", "Dossiers", "support:cases", order=20, roles=HOUSE)
        kinds.register(
            "case",
            letter="c",
            label="dossier",
            labels="Dossiers",
            route="support:case",
            roles=TEAM | {Role.BOARD},
            order=20,
        )
        kinds.offer(
            "note_accueil",
            "Noter un accueil",
            "support:accueil",
            roles=TEAM,
            words="appel visite premier contact nouveau dossier",
            order=10,
        )
        kinds.offer(
            "my_cases",
            "Mes dossiers",
            "support:my-cases",
            roles=TEAM | {Role.VOLUNTEER},
            words="prochain rendez-vous échéance retard suivre portefeuille",
            order=5,
        )
        panels.slot("case.next", "ce qui attend sur un dossier, avant ce qui s'est passé")
        panels.slot("case.main", "ce que les pièces supérieures savent d'un dossier")
        panels.slot("case.side", "repères brefs à côté d'un dossier")
        panels.slot("call.side", "ce que les pièces supérieures savent d'un appel")
        panels.slot("request.side", "ce que les pièces supérieures savent d'une demande")
        panels.slot("appointment.side", "ce que les pièces supérieures savent d'un rendez-vous")
        panels.register(
            "organisation.next",
            "support",
            order=10,
            can=shown.can_see_cases,
            render=shown.next_line,
        )
        panels.register(
            "organisation.main",
            "organisation.cases",
            order=10,
            can=shown.can_see_cases,
            render=shown.cases_panel,
        )
        panels.register(
            "desk.due", "support", order=20, can=shown.can_follow, render=shown.due_panel
        )
        panels.register(
            "desk.due", "cases", order=5, can=shown.can_follow_some, render=shown.next_panel
        )
        panels.register(
            "desk.recent", "support", order=10, can=shown.can_see_cases, render=shown.recent_panel
        )
        RETAINED.register(
            "support.note",
            Retained("Notes des dossiers", "retention.supported_persons", expire_notes),
        )
        RETAINED.register(
            "support",
            Retained("Motifs et modifications des dossiers", "retention.supported_persons"),
        )
        HOLDINGS.register("support", holdings, order=30)
        ERASERS.register("support.project", forget_project)
        verbs.register(VERBS)
        offer_path()
        offer_door()
        words.tell_all()
        offer_cases()
        dla_panels.register()
        offer_mails()
        offer_testimonies()
        CALENDAR.register("follow_ups", follow_ups_in)
        HOUSE_CALENDAR.register("follow_ups", house_follow_ups_in)
        TODO.register("support.follow_ups", follow_ups_to_do)
        HOUSE_TODO.register("support.follow_ups", house_follow_ups_to_do)
