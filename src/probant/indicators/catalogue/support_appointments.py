"""Rendez-vous tenus."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import AppointmentHeld

INDICATOR = Indicator(
    code="support.appointments",
    label="rendez-vous tenus",
    unit="actes",
    definition=(
        "Rendez-vous tenus dans la période, sur place, en visite ou à distance. Une "
        "visite faite avec plusieurs dossiers compte une fois par dossier."
    ),
    fact=AppointmentHeld,
    measure=Count(),
    columns=(("mode", "lieu"),),
    position=234,
)
