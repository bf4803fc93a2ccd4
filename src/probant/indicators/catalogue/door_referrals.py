"""Orientations vers d’autres organismes."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import Referral

INDICATOR = Indicator(
    code="door.referrals",
    label="orientations vers d’autres organismes",
    unit="orientations",
    definition=(
        "Orientations vers un autre organisme notées dans la période, depuis un premier "
        "contact ou un dossier. Chacune est un acte."
    ),
    fact=Referral,
    where={"direction": ("out",)},
    measure=Count(),
    columns=(("body__name", "vers"),),
    position=206,
)
