"""Besoins exprimés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import NeedVoiced

INDICATOR = Indicator(
    code="door.needs",
    label="besoins exprimés aux premiers contacts",
    unit="besoins",
    definition=(
        "Thèmes de ce qui est demandé aux premiers contacts de la période ; un contact qui parle "
        "de deux thèmes en compte deux. Réparti par besoin, c’est le tableau des thèmes."
    ),
    fact=NeedVoiced,
    measure=Count(),
    columns=(("need_code", "besoin"), ("mode", "canal")),
    position=205,
)
