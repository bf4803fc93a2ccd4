"""Premiers contacts."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import CallTaken

INDICATOR = Indicator(
    code="door.calls",
    label="premiers contacts",
    unit="contacts",
    definition=(
        "Appels, visites, courriels et demandes en ligne pris à la porte dans la "
        "période, quelle qu’en soit la suite. Deux contacts de la même personne "
        "comptent deux fois."
    ),
    fact=CallTaken,
    measure=Count(),
    columns=(
        ("mode", "canal"),
        ("outcome", "suite"),
    ),
    position=200,
)
