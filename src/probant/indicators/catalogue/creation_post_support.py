"""Projets en post-accompagnement."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="creation.post_support",
    label="projets en post-accompagnement",
    unit="projets",
    definition=(
        "Dossiers ayant atteint l’étape post-accompagnement du programme de création "
        "dans la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("creation",), "phase_code": ("post-accompagnement",)},
    measure=Distinct("case"),
    position=272,
)
