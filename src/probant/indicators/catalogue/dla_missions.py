"""Missions d’ingénierie DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.missions",
    label="missions d’ingénierie DLA",
    unit="missions",
    definition="Missions du DLA signées dans la période, individuelles et collectives.",
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    columns=(("kind", "type"),),
    group="Missions d’ingénierie DLA",
    position=256,
)
