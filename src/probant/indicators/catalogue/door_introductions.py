"""Mises en relation."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import IntroductionMade

INDICATOR = Indicator(
    code="door.introductions",
    label="mises en relation",
    unit="mises",
    definition=(
        "Mises en relation de deux structures ou personnes, faites dans la période, "
        "quoi qu’il en sorte."
    ),
    fact=IntroductionMade,
    measure=Count(),
    position=208,
)
