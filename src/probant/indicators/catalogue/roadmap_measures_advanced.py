"""Mesures qui ont avancé."""

from probant.gatherings.models import MeasureStepped
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="roadmap.measures_advanced",
    label="mesures de la feuille de route qui ont avancé",
    unit="mesures",
    definition=(
        "Mesures différentes d’une feuille de route dont un avancement a été noté dans "
        "la période : engagées, poursuivies ou réalisées."
    ),
    fact=MeasureStepped,
    where={"state": ("under_way", "done")},
    measure=Distinct("measure"),
    subject="structure",
    columns=(("measure__title", "mesure"), ("percent", "avancement (%)")),
    position=320,
)
