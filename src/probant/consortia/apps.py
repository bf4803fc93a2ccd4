"""The room as a Django application."""

from django.apps import AppConfig

VERBS = {
    "consortia.found": "Collectif créé",
    "consortia.invite": "Maison invitée dans un collectif",
    "consortia.accept": "Invitation d’un collectif acceptée",
    "consortia.decline": "Invitation d’un collectif déclinée",
    "consortia.leave": "Maison partie d’un collectif",
    "consortia.close": "Collectif clos",
    "consortia.ask_figure": "Chiffre demandé aux membres d’un collectif",
    "consortia.drop_figure": "Chiffre retiré d’un collectif",
    "consortia.share": "Chiffres partagés avec un collectif",
    "consortia.add_partner": "Partenaire d’un collectif noté",
    "consortia.remove_partner": "Partenaire d’un collectif retiré",
    "consortia.say": "Chiffre dit pour un collectif noté",
    "consortia.unsay": "Chiffre dit pour un collectif retiré",
    "consortia.explain": "Écart d’un collectif expliqué",
    "consortia.propose": "Rapprochement proposé à une autre maison",
    "consortia.answer": "Rapprochement d’une autre maison répondu",
    "consortia.undo": "Rapprochement entre maisons défait",
    "consortia.export": "Faits d’un chiffre de collectif exportés",
}


class ConsortiaConfig(AppConfig):
    name = "probant.consortia"
    label = "consortia"
    verbose_name = "collectifs"

    def ready(self) -> None:
        from probant.consortia.access import READERS
        from probant.consortia.screens import panels
        from probant.kernel import verbs
        from probant.search import kinds
        from probant.ui import rail

        verbs.register(VERBS)
        rail.extend("figures", "consortia:consortia")
        panels.register()
        kinds.offer(
            "consortia",
            "Chiffres d’un collectif",
            "consortia:consortia",
            roles=READERS,
            words="consortium partenaires ensemble additionner commun sans compter deux fois",
            order=65,
        )
