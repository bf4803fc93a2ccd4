"""Présences notées."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.participation import guests

INDICATOR = Indicator(
    code="gatherings.attendances",
    label="présences aux rencontres",
    unit="présences",
    definition=(
        "Présences nommées aux rencontres de la période, une par personne (ou par "
        "structure venue sans nom) et par rencontre. L’équipe de la maison n’est pas "
        "comptée."
    ),
    fact=Attendance,
    measure=Count(),
    conditions=(guests,),
    subject="session",
    group="Rencontres et participation",
    position=302,
)
