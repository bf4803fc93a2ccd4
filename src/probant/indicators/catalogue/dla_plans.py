"""Parcours DLA élaborés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.plans",
    label="parcours DLA élaborés",
    unit="dossiers",
    definition="Dossiers ayant atteint l’étape élaboration du parcours du DLA dans la période.",
    fact=PhaseReached,
    where={"programme_code": ("dla",), "phase_code": ("parcours",)},
    measure=Distinct("case"),
    position=250,
)
