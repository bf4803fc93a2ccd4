"""Coût médian d’une mission DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Median
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.median_mission_cost",
    label="coût d’une mission DLA, en médiane",
    unit="euros",
    definition=(
        "Montant au contrat d’une mission du DLA signée dans la période : la moitié coûte moins, "
        "la moitié plus. Les contrats sans montant sont laissés de côté."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Median("cost_cents", over="mission"),
    subject="mission",
    columns=(("kind", "type"), ("cost_cents", "montant")),
    written="euros",
    group="Missions d’ingénierie DLA",
    position=262,
)
