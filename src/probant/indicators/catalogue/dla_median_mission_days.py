"""Jours médians d’une mission DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Median
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.median_mission_days",
    label="jours d’une mission DLA, en médiane",
    unit="jours",
    definition=(
        "Jours prévus au contrat d’une mission du DLA signée dans la période : la moitié en "
        "prévoit moins, la moitié plus. Les contrats sans nombre de jours sont laissés de côté."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Median("days_hundredths", over="mission"),
    subject="mission",
    columns=(("kind", "type"), ("days_hundredths", "jours")),
    written="hundredths",
    group="Missions d’ingénierie DLA",
    position=260,
)
