"""De l’ouverture au diagnostic DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import CaseOpened, PhaseReached

INDICATOR = Indicator(
    code="dla.days_to_diagnosis",
    label="jours de l’ouverture au diagnostic, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’ouverture d’un dossier du DLA et son diagnostic partagé, pour les "
        "diagnostics de la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("dla",), "phase_code": ("diagnostic",)},
    measure=Median(Delay(CaseOpened)),
    group="Délais",
    written="hundredths",
    position=306,
)
