"""Autres documents."""

from probant.gatherings.models import OutputMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.documents",
    label="autres documents issus des rencontres",
    unit="documents",
    definition=(
        "Documents issus de rencontres ou d’événements qui ne sont ni compte rendu, ni "
        "synthèse, ni feuille de route, datés de la période."
    ),
    fact=OutputMade,
    where={"output_kind": ("document",)},
    measure=Distinct("output"),
    subject="session",
    columns=(("output__title", "document"),),
    position=313,
)
