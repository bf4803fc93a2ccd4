"""De l’accompagnement au suivi."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.days_to_follow_up",
    label="jours de l’accompagnement au suivi, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’étape accompagnement d’un dossier du DLA et son suivi, pour les suivis de "
        "la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("dla",), "phase_code": ("suivi",)},
    measure=Median(Delay(PhaseReached, {"phase_code": ("accompagnement",)})),
    group="Délais",
    written="hundredths",
    position=312,
)
