"""Orientations reçues."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import Referral

INDICATOR = Indicator(
    code="door.referrals_received",
    label="orientations reçues d’autres organismes",
    unit="orientations",
    definition=(
        "Structures et personnes envoyées à la maison par un autre organisme dans la période. "
        "Chaque envoi est un acte."
    ),
    fact=Referral,
    where={"direction": ("in",)},
    measure=Count(),
    columns=(("body__name", "envoyé par"),),
    position=207,
)
