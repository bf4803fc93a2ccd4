"""Coût des missions DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.mission_cost",
    label="coût des missions DLA",
    unit="euros",
    definition=(
        "Montants des contrats des missions du DLA signées dans la période ; un contrat "
        "sans montant n’en ajoute aucun."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Sum("cost_cents"),
    columns=(("cost_cents", "montant"),),
    written="euros",
    group="Missions d’ingénierie DLA",
    position=260,
)
