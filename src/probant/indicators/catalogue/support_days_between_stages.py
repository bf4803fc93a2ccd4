"""D’une étape à la suivante."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.days_between_stages",
    label="jours d’une étape à la suivante, en médiane",
    unit="jours",
    definition=(
        "Jours entre une étape atteinte dans la période et l’étape que le même dossier avait "
        "atteinte juste avant. Chaque étape compte une fois : un dossier qui en atteint deux dans "
        "l’année en compte deux. Réparti par étape, il dit combien de temps mène à chacune."
    ),
    fact=PhaseReached,
    measure=Median(Delay(PhaseReached, previous=True), over="étape"),
    columns=(("programme__name", "programme"), ("phase__name", "étape")),
    group="Délais",
    written="hundredths",
    position=302,
)
