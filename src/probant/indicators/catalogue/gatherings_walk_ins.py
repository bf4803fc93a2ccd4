"""Venues sans inscription."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.participation import guests, unregistered

INDICATOR = Indicator(
    code="gatherings.walk_ins",
    label="personnes venues sans s’inscrire",
    unit="présences",
    definition=(
        "Présences sans inscription aux rencontres de la période où l’on s’inscrivait ; "
        "dites à part, elles ne sont dans aucun taux."
    ),
    fact=Attendance,
    measure=Count(),
    conditions=(
        guests,
        unregistered,
    ),
    subject="session",
    group="Rencontres et participation",
    position=318,
)
