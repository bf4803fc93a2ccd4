"""Structures rurales accompagnées."""

from probant.directory.density import rural
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.rural_organisations",
    label="structures rurales accompagnées",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, "
        "établies dans une commune rurale au sens de la grille communale de densité "
        "(troisième des trois niveaux)."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(rural,),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=224,
)
