"""Demandes en ligne."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import RequestReceived

INDICATOR = Indicator(
    code="door.requests",
    label="demandes en ligne",
    unit="demandes",
    definition=(
        "Demandes reçues par le formulaire public dans la période ; doublons et "
        "demandes indésirables retirés."
    ),
    fact=RequestReceived,
    measure=Count(),
    columns=(("kind", "de"),),
    position=210,
)
