"""Mises en relation qui ont abouti."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import IntroductionOutcome

INDICATOR = Indicator(
    code="door.introductions_fruitful",
    label="mises en relation qui ont abouti",
    unit="mises",
    definition=(
        "Mises en relation différentes dont on a appris dans la période que la rencontre a eu "
        "lieu ou qu’un projet commun en est né ; une mise en relation suivie des deux compte une "
        "fois."
    ),
    fact=IntroductionOutcome,
    where={"outcome": ("met", "helped")},
    measure=Distinct("introduction"),
    columns=(("outcome", "suite"),),
    position=209,
)
