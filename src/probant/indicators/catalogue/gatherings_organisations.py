"""Structures différentes."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.participation import guests

INDICATOR = Indicator(
    code="gatherings.organisations",
    label="structures venues aux rencontres",
    unit="structures",
    definition=(
        "Structures différentes présentes, par elles-mêmes ou par une personne venue "
        "pour elles, à au moins une rencontre de la période. L’équipe de la maison "
        "n’est pas comptée."
    ),
    fact=Attendance,
    measure=Distinct("organisation"),
    conditions=(guests,),
    subject="structure",
    group="Rencontres et participation",
    position=308,
)
