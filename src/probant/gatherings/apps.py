"""The room as a Django application: rail, search, retention."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "probant.gatherings"
    label = "gatherings"
    verbose_name = "rencontres"

    def ready(self) -> None:
        from probant.gatherings.agenda import sessions_of
        from probant.gatherings.kept import register as register_kept
        from probant.gatherings.moving import register as register_moves
        from probant.gatherings.outcome_retention import expire_outcomes
        from probant.gatherings.roles_held import forget_roles, roles_held
        from probant.gatherings.screens.attendance_panels import register as show_attendance
        from probant.gatherings.screens.network_panels import offer_network
        from probant.gatherings.screens.outcome_panels import offer_outcomes
        from probant.gatherings.screens.programme_panels import offer_programme
        from probant.gatherings.screens.registration_panels import offer_registrations
        from probant.gatherings.screens.words import VERBS
        from probant.kernel import verbs
        from probant.kernel.calendar import CALENDAR
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import HOUSE, TEAM
        from probant.search import kinds
        from probant.ui import panels, rail

        rail.register(
            "gatherings",
            "Rencontres",
            "gatherings:sessions",
            order=30,
            roles=HOUSE,
            also=("gatherings:networks",),
        )
        kinds.register(
            "session",
            letter="s",
            label="rencontre",
            labels="Rencontres",
            route="gatherings:session",
            roles=HOUSE,
            order=40,
        )
        kinds.offer(
            "new_session",
            "Prévoir une rencontre",
            "gatherings:session-create",
            roles=TEAM,
            words="nouvel atelier formation visite forum",
            order=20,
        )
        panels.slot("sessions.more", "où mène encore la liste des rencontres, en une ligne")
        panels.slot("session.main", "une partie de la page d'une rencontre, sous ce qui est noté")
        panels.slot("session.side", "ce que les pièces supérieures savent d'une rencontre")
        panels.slot("proposal.side", "ce que les pièces supérieures savent d'une proposition")
        panels.slot("output.side", "ce que les pièces supérieures savent d'un document issu")
        panels.slot("member.side", "ce que les pièces supérieures savent d'un membre de réseau")
        RETAINED.register(
            "gatherings",
            Retained("Motifs et modifications des rencontres", "retention.supported_persons"),
        )
        RETAINED.register(
            "gatherings.outcomes",
            Retained("Propositions, réponses et notes", "retention.minutes", expire_outcomes),
        )
        ERASERS.register("gatherings.roles", forget_roles)
        HOLDINGS.register("gatherings.roles", roles_held, order=55)
        register_moves()
        offer_programme()
        offer_registrations()
        register_kept()
        show_attendance()
        verbs.register(VERBS)
        offer_outcomes()
        CALENDAR.register("sessions", sessions_of)
        offer_network()
