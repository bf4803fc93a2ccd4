"""Mesures réalisées."""

from probant.gatherings.models import MeasureStepped
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="roadmap.measures_done",
    label="mesures de la feuille de route réalisées",
    unit="mesures",
    definition=(
        "Mesures différentes d’une feuille de route notées comme réalisées dans la période."
    ),
    fact=MeasureStepped,
    where={"state": ("done",)},
    measure=Distinct("measure"),
    subject="structure",
    columns=(("measure__title", "mesure"),),
    position=321,
)
