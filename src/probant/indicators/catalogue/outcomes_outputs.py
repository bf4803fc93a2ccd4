"""Documents issus des rencontres."""

from probant.gatherings.models import OutputMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.outputs",
    label="documents issus des rencontres",
    unit="documents",
    definition=(
        "Comptes rendus, synthèses, documents et versions de la feuille de route issus "
        "d’une rencontre ou d’un événement, datés de la période ; une nouvelle version "
        "d’un même document ne compte pas de plus."
    ),
    fact=OutputMade,
    measure=Distinct("output"),
    subject="session",
    columns=(("output__title", "document"), ("output_kind", "nature")),
    position=310,
)
