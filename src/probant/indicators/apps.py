"""The room as a Django application."""

from django.apps import AppConfig

VERBS = {
    "indicators.export": "Faits d’un chiffre exportés",
    "indicators.open_board": "Tableau de chiffres ouvert",
    "indicators.add_figure": "Chiffre ajouté à un tableau",
    "indicators.move_figure": "Chiffre déplacé dans un tableau",
    "indicators.remove_figure": "Chiffre retiré d’un tableau",
    "indicators.aim": "Objectifs et remarque d’un chiffre",
    "indicators.attest": "Chiffre imprimé attesté de même définition",
    "indicators.keep": "Liste gardée comme chiffre de la maison",
    "indicators.revise": "Nouvelle définition d’un chiffre de la maison",
    "indicators.withdraw": "Chiffre de la maison retiré",
    "indicators.restore": "Chiffre de la maison repris",
    "indicators.ask": "Indicateur qualitatif ouvert",
    "indicators.ask_otherwise": "Nouveaux mots d’un indicateur qualitatif",
    "indicators.ask_no_more": "Indicateur qualitatif retiré",
    "indicators.ask_again": "Indicateur qualitatif repris",
    "indicators.appraise": "Année appréciée",
    "indicators.unappraise": "Appréciation retirée",
    "indicators.erase_appraisal": "Texte d’une appréciation effacé",
    "indicators.unattest": "Attestation d’un chiffre imprimé reprise",
}


class IndicatorsConfig(AppConfig):
    name = "probant.indicators"
    label = "indicators"
    verbose_name = "chiffres"

    def ready(self) -> None:
        from probant.indicators.access import READERS
        from probant.indicators.screens import panels
        from probant.kernel import verbs
        from probant.ui import rail

        verbs.register(VERBS)
        rail.register(
            "figures",
            "Chiffres",
            "indicators:figures",
            order=60,
            roles=READERS,
            also=("indicators:boards",),
        )
        panels.register()
