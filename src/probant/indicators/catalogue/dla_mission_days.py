"""Jours d’ingénierie DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.mission_days",
    label="jours d’ingénierie DLA",
    unit="jours",
    definition=(
        "Jours prévus aux contrats des missions du DLA signées dans la période ; un "
        "contrat sans nombre de jours n’en ajoute aucun."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Sum("days_hundredths"),
    columns=(("days_hundredths", "jours"),),
    written="hundredths",
    group="Missions d’ingénierie DLA",
    position=258,
)
