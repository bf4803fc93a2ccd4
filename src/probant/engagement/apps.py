"""The room as a Django application: search, erasure."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "probant.engagement"
    label = "engagement"
    verbose_name = "engagement"

    def ready(self) -> None:
        from probant.engagement.erasure import forget_volunteer, forget_work
        from probant.engagement.holdings import holdings
        from probant.engagement.screens import panels as shown
        from probant.engagement.screens.words import VERBS
        from probant.kernel import verbs
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import TEAM
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
        ERASERS.register("engagement", forget_volunteer)
        ERASERS.register("engagement.work", forget_work)
        HOLDINGS.register("engagement", holdings, order=60)
        RETAINED.register(
            "engagement", Retained("Motifs des temps annulés", "retention.supported_persons")
        )
        verbs.register(VERBS)
