"""Synthèses."""

from probant.gatherings.models import OutputMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.syntheses",
    label="synthèses de rencontres",
    unit="documents",
    definition=(
        "Synthèses de rencontres ou d’événements, datées de la période ; une synthèse "
        "relue compte une fois."
    ),
    fact=OutputMade,
    where={"output_kind": ("synthesis",)},
    measure=Distinct("output"),
    subject="session",
    columns=(("output__title", "document"),),
    position=312,
)
