"""Versions de la feuille de route."""

from probant.gatherings.models import OutputMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.roadmap_versions",
    label="versions de la feuille de route",
    unit="documents",
    definition=(
        "Versions d’une feuille de route sorties d’une rencontre ou d’un événement, "
        "datées de la période."
    ),
    fact=OutputMade,
    where={"output_kind": ("roadmap",)},
    measure=Distinct("output"),
    subject="session",
    columns=(("output__title", "document"),),
    position=314,
)
