"""The room as a Django application: its words, its jobs, what it keeps and for how long."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "probant.post"
    label = "post"
    verbose_name = "courrier"

    def ready(self) -> None:
        from probant.kernel import verbs
        from probant.kernel.erasure import ERASERS, RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import TEAM
        from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily, weekly
        from probant.post.holdings import holdings
        from probant.post.letters import CATEGORIES, MONDAY
        from probant.post.retention import erase_letters_of, expire_letters
        from probant.post.screens import panels as shown
        from probant.search import kinds
        from probant.ui import panels

        JOBS.register("post.send", Job("Envoi d’un courriel", "probant.post.sending:send"))
        JOBS.register("post.monday", Job("Courriels du lundi", "probant.post.monday:write_all"))
        JOBS.register("post.tidy", Job("Rangement des travaux finis", "probant.post.tidying:tidy"))
        SCHEDULE.register("post.monday", Planned("Courriels du lundi", "post.monday", weekly(0, 7)))
        SCHEDULE.register(
            "post.tidy", Planned("Rangement des travaux finis", "post.tidy", daily(3, 40))
        )
        CATEGORIES.register(MONDAY, "le courriel du lundi")
        ERASERS.register("post", erase_letters_of)
        HOLDINGS.register("post", holdings, order=70)
        RETAINED.register(
            "post", Retained("Courriels envoyés", "retention.supported_persons", expire_letters)
        )
        panels.register("account.main", "post", order=20, can=shown.can_choose, render=shown.draw)
        kinds.offer(
            "letters",
            "Voir le courrier envoyé",
            "post:letters",
            roles=TEAM,
            words="courriel mail envoi échec",
            order=80,
        )
        verbs.register(
            {
                "post.send_letter": "Courriel écrit",
                "post.send_again": "Courriel envoyé de nouveau",
                "post.letter_returned": "Courriel revenu",
                "post.monday": "Courriels du lundi écrits",
            }
        )
