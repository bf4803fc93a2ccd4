"""Structures invitées."""

from probant.gatherings.models import Invited
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.participation import guests, of_structures

INDICATOR = Indicator(
    code="gatherings.invited",
    label="invitations de structures",
    unit="invitations",
    definition=(
        "Structures invitées à une rencontre tenue dans la période, une fois par "
        "rencontre. Les invitations retirées et celles de l’équipe ne comptent pas."
    ),
    fact=Invited,
    measure=Count(),
    conditions=(
        guests,
        of_structures,
    ),
    subject="structure",
    group="Rencontres et participation",
    position=310,
)
