"""Projets de création accompagnés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="creation.projects_supported",
    label="projets de création accompagnés",
    unit="projets",
    definition=(
        "Dossiers ayant atteint l’étape accompagnement de l’accompagnement à la création dans "
        "la période."
    ),
    fact=PhaseReached,
    where={
        "programme_code": ("creation",),
        "phase_code": ("accompagnement",),
    },
    measure=Distinct("case"),
    position=21,
    essential=True,
)
