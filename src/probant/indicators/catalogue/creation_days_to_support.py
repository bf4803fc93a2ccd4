"""De l’accueil à l’accompagnement d’un projet."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="creation.days_to_support",
    label="jours de l’accueil à l’accompagnement, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’accueil d’un projet de création et son accompagnement, pour les projets "
        "dont l’accompagnement commence dans la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("creation",), "phase_code": ("accompagnement",)},
    measure=Median(Delay(PhaseReached, {"phase_code": ("accueil",)})),
    group="Délais",
    written="hundredths",
    position=316,
)
