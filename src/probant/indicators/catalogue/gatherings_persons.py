"""Personnes différentes."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.participation import guests

INDICATOR = Indicator(
    code="gatherings.persons",
    label="personnes venues aux rencontres",
    unit="personnes",
    definition=(
        "Personnes différentes notées présentes à au moins une rencontre de la période. "
        "L’équipe de la maison n’est pas comptée."
    ),
    fact=Attendance,
    measure=Distinct("person"),
    conditions=(guests,),
    subject="session",
    group="Rencontres et participation",
    position=304,
)
