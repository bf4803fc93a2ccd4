"""Inscriptions honorées."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.participation import guests

INDICATOR = Indicator(
    code="gatherings.registered_present",
    label="inscriptions honorées",
    unit="inscriptions",
    definition=(
        "Inscriptions dont la personne, ou la structure inscrite, a été notée présente "
        "à la rencontre."
    ),
    fact=Attendance,
    measure=Distinct("registration"),
    conditions=(guests,),
    subject="session",
    group="Rencontres et participation",
    position=316,
)
