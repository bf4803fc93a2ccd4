"""Présences de personnes."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.participation import guests, named

INDICATOR = Indicator(
    code="gatherings.person_attendances",
    label="présences de personnes nommées",
    unit="présences",
    definition=(
        "Présences de personnes nommées aux rencontres de la période, une par personne "
        "et par rencontre ; sans celles des structures venues sans nom ni celles de "
        "l’équipe."
    ),
    fact=Attendance,
    measure=Count(),
    conditions=(
        guests,
        named,
    ),
    subject="session",
    group="Rencontres et participation",
    position=306,
)
