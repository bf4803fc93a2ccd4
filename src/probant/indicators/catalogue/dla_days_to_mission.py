"""Du diagnostic à la première mission."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import MissionContracted, PhaseReached

INDICATOR = Indicator(
    code="dla.days_to_mission",
    label="jours du diagnostic à la mission, en médiane",
    unit="jours",
    definition=(
        "Jours entre le diagnostic partagé d’un dossier du DLA et la signature de sa première "
        "mission individuelle, pour celles signées dans la période. Les missions collectives "
        "n’attendent pas un diagnostic : elles n’entrent pas."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",), "kind": ("individual",)},
    measure=Median(Delay(PhaseReached, {"phase_code": ("diagnostic",)}, keep="first")),
    columns=(("mission__title", "mission"),),
    group="Délais",
    written="hundredths",
    position=310,
)
