"""Orientations qui ont abouti."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import ReferralOutcome

INDICATOR = Indicator(
    code="door.referrals_fruitful",
    label="orientations qui ont abouti",
    unit="orientations",
    definition=(
        "Orientations différentes vers un autre organisme dont on a appris dans la période que la "
        "rencontre a eu lieu ou qu’une aide en est née ; une orientation suivie des deux compte "
        "une fois."
    ),
    fact=ReferralOutcome,
    where={"direction": ("out",), "outcome": ("met", "helped")},
    measure=Distinct("referral"),
    columns=(("body__name", "vers"), ("outcome", "suite")),
    position=207,
)
