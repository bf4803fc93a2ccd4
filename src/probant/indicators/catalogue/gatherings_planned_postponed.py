"""Rencontres prévues, puis reportées."""

from probant.gatherings.models import SessionPlanned
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.planned import then_postponed

INDICATOR = Indicator(
    code="gatherings.planned_postponed",
    label="rencontres prévues et reportées",
    unit="rencontres",
    definition=(
        "Parmi les rencontres prévues pour un jour de la période, celles qui ont été reportées "
        "au moins une fois, tenues depuis ou non."
    ),
    fact=SessionPlanned,
    measure=Distinct("session"),
    dated="planned_on",
    among=(then_postponed,),
    subject="session",
    columns=(("planned_on", "prévue pour le"), ("kind__name", "type")),
    group="Rencontres prévues",
    position=304,
)
