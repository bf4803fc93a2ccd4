"""Rencontres prévues, puis annulées."""

from probant.gatherings.models import SessionPlanned
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.planned import then_cancelled

INDICATOR = Indicator(
    code="gatherings.planned_cancelled",
    label="rencontres prévues et annulées",
    unit="rencontres",
    definition=(
        "Parmi les rencontres prévues pour un jour de la période, celles qui ont été annulées "
        "et n’ont pas reçu d’autre jour."
    ),
    fact=SessionPlanned,
    measure=Distinct("session"),
    dated="planned_on",
    among=(then_cancelled,),
    subject="session",
    columns=(("planned_on", "prévue pour le"), ("kind__name", "type")),
    group="Rencontres prévues",
    position=303,
)
