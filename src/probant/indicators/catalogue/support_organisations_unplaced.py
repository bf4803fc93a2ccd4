"""Structures sans classe de densité connue."""

from probant.directory.density import density_known
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations_unplaced",
    label="structures de communes sans classe connue",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, dont la commune "
        "n’est pas dite ou n’a pas de classe connue de la grille de densité : ni rurales ni "
        "urbaines, elles sont dites à part de la part rurale."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(lambda: ~density_known(),),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=227,
)
