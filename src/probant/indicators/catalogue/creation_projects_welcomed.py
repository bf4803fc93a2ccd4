"""Projets de création accueillis."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="creation.projects_welcomed",
    label="projets de création accueillis",
    unit="projets",
    definition=(
        "Dossiers ayant atteint l’étape accueil de l’accompagnement à la création dans la période."
    ),
    fact=PhaseReached,
    where={
        "programme_code": ("creation",),
        "phase_code": ("accueil",),
    },
    measure=Distinct("case"),
    position=20,
    essential=True,
)
