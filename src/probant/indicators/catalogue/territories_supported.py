"""Territoires accompagnés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="territories.supported",
    label="territoires accompagnés",
    unit="territoires",
    definition=(
        "Communes et intercommunalités différentes pour lesquelles au moins une étape de "
        "l’accompagnement de territoire a été atteinte dans la période."
    ),
    fact=PhaseReached,
    where={
        "programme_code": ("generateur",),
    },
    measure=Distinct("place_code"),
    columns=(("phase__name", "étape"),),
    position=40,
    essential=True,
)
