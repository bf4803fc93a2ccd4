"""Durée d’une mission."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import MissionContracted, MissionEnded

INDICATOR = Indicator(
    code="dla.days_of_mission",
    label="jours de la signature à la fin d’une mission, en médiane",
    unit="jours",
    definition=(
        "Jours entre la signature d’une mission du DLA et sa fin, pour les missions terminées "
        "dans la période, individuelles et collectives."
    ),
    fact=MissionEnded,
    where={"programme_code": ("dla",)},
    measure=Median(Delay(MissionContracted, by="mission"), over="mission"),
    columns=(("kind", "type"),),
    subject="mission",
    group="Délais",
    written="hundredths",
    position=314,
)
