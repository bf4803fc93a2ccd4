"""Structures de communes classées, accompagnées."""

from probant.directory.density import density_known
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations_placed",
    label="structures de communes classées, accompagnées",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, dont "
        "la commune a une classe connue de la grille de densité : le nombre auquel se "
        "rapporte la part rurale."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(density_known,),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=226,
)
