"""Structures de quartiers prioritaires accompagnées."""

from probant.directory.neighbourhoods import in_priority
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations_in_qpv",
    label="structures de quartiers prioritaires accompagnées",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, dont "
        "l’adresse est déclarée dans un quartier prioritaire en vigueur ce jour-là."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(in_priority,),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=222,
)
