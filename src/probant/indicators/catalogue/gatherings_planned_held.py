"""Rencontres prévues, et tenues."""

from probant.gatherings.models import SessionPlanned
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.planned import then_held

INDICATOR = Indicator(
    code="gatherings.planned_held",
    label="rencontres prévues et tenues",
    unit="rencontres",
    definition=(
        "Parmi les rencontres prévues pour un jour de la période, celles qui ont eu lieu, ce "
        "jour-là ou un autre."
    ),
    fact=SessionPlanned,
    measure=Distinct("session"),
    dated="planned_on",
    among=(then_held,),
    subject="session",
    columns=(("planned_on", "prévue pour le"), ("kind__name", "type")),
    group="Rencontres prévues",
    position=302,
)
