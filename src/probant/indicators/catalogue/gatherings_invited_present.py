"""Structures invitées et présentes."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.participation import guests, honouring_structures

INDICATOR = Indicator(
    code="gatherings.invited_present",
    label="invitations honorées",
    unit="invitations",
    definition=(
        "Invitations de structures dont au moins une personne, ou la structure elle- "
        "même, a été notée présente à la rencontre."
    ),
    fact=Attendance,
    measure=Distinct("invitation"),
    conditions=(
        guests,
        honouring_structures,
    ),
    subject="structure",
    group="Rencontres et participation",
    position=312,
)
