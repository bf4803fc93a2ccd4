"""Jalons atteints."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import MilestoneReached

INDICATOR = Indicator(
    code="support.milestones",
    label="jalons atteints",
    unit="jalons",
    definition=(
        "Livrables remis et décisions prises sur les dossiers dans la période : études, "
        "statuts, chartes, assemblées constitutives."
    ),
    fact=MilestoneReached,
    measure=Count(),
    columns=(("milestone__name", "jalon"),),
    position=236,
)
