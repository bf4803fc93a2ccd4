"""Diagnostics DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.diagnoses",
    label="diagnostics DLA",
    unit="dossiers",
    definition="Dossiers ayant atteint l’étape diagnostic partagé du DLA dans la période.",
    fact=PhaseReached,
    where={
        "programme_code": ("dla",),
        "phase_code": ("diagnostic",),
    },
    measure=Distinct("case"),
    position=12,
    essential=True,
)
