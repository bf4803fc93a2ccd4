"""Dossiers avancés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.cases_active",
    label="dossiers ayant atteint une étape",
    unit="dossiers",
    definition=(
        "Dossiers différents ayant atteint au moins une étape d’un programme, quel qu’il soit, "
        "dans la période. Réparti par étape, c’est le parcours : un dossier qui en atteint deux "
        "est dans deux lignes."
    ),
    fact=PhaseReached,
    measure=Distinct("case"),
    columns=(("programme__name", "programme"), ("phase__name", "étape")),
    position=228,
)
