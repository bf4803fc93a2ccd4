"""Suivis après accompagnement."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.follow_ups",
    label="suivis après accompagnement",
    unit="dossiers",
    definition="Dossiers ayant atteint l’étape suivi du DLA dans la période.",
    fact=PhaseReached,
    where={
        "programme_code": ("dla",),
        "phase_code": ("suivi",),
    },
    measure=Distinct("case"),
    position=16,
    essential=True,
)
