"""Inscriptions attendues."""

from probant.gatherings.models import Registered
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.participation import guests

INDICATOR = Indicator(
    code="gatherings.registered",
    label="inscriptions attendues",
    unit="inscriptions",
    definition=(
        "Inscriptions qui tenaient encore le jour d’une rencontre tenue dans la "
        "période. Ni la liste d’attente, ni les annulations, ni les absences excusées, "
        "ni l’équipe ne comptent."
    ),
    fact=Registered,
    measure=Count(),
    conditions=(guests,),
    subject="session",
    group="Rencontres et participation",
    position=314,
)
