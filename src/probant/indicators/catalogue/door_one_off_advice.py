"""Appuis ponctuels."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import OneOffAdvice

INDICATOR = Indicator(
    code="door.one_off_advice",
    label="appuis ponctuels",
    unit="appuis",
    definition=(
        "Conseils donnés en une fois dans la période, sans ouvrir de dossier, anonymes "
        "compris. Un appui est un acte : une structure conseillée deux fois en compte "
        "deux."
    ),
    fact=OneOffAdvice,
    measure=Count(),
    columns=(("mode", "canal"),),
    position=202,
)
