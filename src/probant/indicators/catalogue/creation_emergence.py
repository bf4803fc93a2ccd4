"""Projets en émergence."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="creation.emergence",
    label="projets en émergence",
    unit="projets",
    definition=(
        "Dossiers ayant atteint l’étape émergence du programme de création dans la période."
    ),
    fact=PhaseReached,
    where={"programme_code": ("creation",), "phase_code": ("emergence",)},
    measure=Distinct("case"),
    position=270,
)
