"""Missions DLA terminées."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionEnded

INDICATOR = Indicator(
    code="dla.missions_ended",
    label="missions DLA terminées",
    unit="missions",
    definition=(
        "Missions du DLA dont la fin est notée dans la période, individuelles et collectives."
    ),
    fact=MissionEnded,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    subject="mission",
    columns=(("kind", "type"), ("days_hundredths", "jours"), ("cost_cents", "coût")),
    group="Missions d’ingénierie DLA",
    position=257,
)
