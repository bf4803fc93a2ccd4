"""Structures accueillies par le DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.organisations_welcomed",
    label="structures accueillies par le DLA",
    unit="structures",
    definition="Structures différentes ayant atteint l’étape accueil du DLA dans la période.",
    fact=PhaseReached,
    where={
        "programme_code": ("dla",),
        "phase_code": ("accueil",),
    },
    measure=Distinct("organisation"),
    position=11,
    essential=True,
)
