"""Comptes rendus."""

from probant.gatherings.models import OutputMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.minutes",
    label="comptes rendus de rencontres",
    unit="documents",
    definition=(
        "Comptes rendus de rencontres ou d’événements, datés de la période ; un compte "
        "rendu relu compte une fois."
    ),
    fact=OutputMade,
    where={"output_kind": ("minutes",)},
    measure=Distinct("output"),
    subject="session",
    columns=(("output__title", "document"),),
    position=311,
)
