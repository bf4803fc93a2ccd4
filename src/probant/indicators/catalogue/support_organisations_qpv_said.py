"""Structures dont on a dit le quartier."""

from probant.directory.neighbourhoods import declared
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations_qpv_said",
    label="structures dont on a dit le quartier",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, dont on a dit "
        "si l’adresse est dans un quartier prioritaire ou hors de tout quartier : le nombre "
        "auquel se rapporte la part des quartiers."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(declared,),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=223,
)
