"""The room as a Django application: its entry in the rail, its words in the search field."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "probant.programmes"
    label = "programmes"
    verbose_name = "programmes"

    def ready(self) -> None:
        from probant.kernel import verbs
        from probant.kernel.erasure import RETAINED, Retained
        from probant.kernel.roles import Role
        from probant.programmes.screens.words import VERBS
        from probant.search import kinds
        from probant.ui import panels

        kinds.offer(
            "offer",
            "Programmes de la maison",
            "programmes:offer",
            roles=frozenset({Role.DIRECTION, Role.OFFICER, Role.ASSISTANT}),
            words="dispositif étapes catalogue actions",
            order=80,
        )
        RETAINED.register(
            "programmes", Retained("Programmes renommés", "retention.supported_persons")
        )
        verbs.register(VERBS)
        panels.slot("programme.main", "ce que les pièces supérieures savent d’un programme")
