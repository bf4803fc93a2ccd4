"""Du diagnostic au parcours."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.days_to_plan",
    label="jours du diagnostic au parcours, en médiane",
    unit="jours",
    definition=(
        "Jours entre le diagnostic partagé d’un dossier du DLA et l’élaboration de son parcours, "
        "pour les parcours de la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("dla",), "phase_code": ("parcours",)},
    measure=Median(Delay(PhaseReached, {"phase_code": ("diagnostic",)})),
    group="Délais",
    written="hundredths",
    position=308,
)
