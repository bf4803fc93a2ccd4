"""The room as a Django application: its words, its jobs, what it keeps and for how long."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "probant.post"
    label = "post"
    verbose_name = "courrier"

    def ready(self) -> None:
        from probant.kernel import verbs
        from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily

        JOBS.register("post.tidy", Job("Rangement des travaux finis", "probant.post.tidying:tidy"))
        SCHEDULE.register(
            "post.tidy", Planned("Rangement des travaux finis", "post.tidy", daily(3, 40))
        )
        verbs.register({"post.send_letter": "Courriel envoyé"})
