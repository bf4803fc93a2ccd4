"""Rencontres prévues."""

from probant.gatherings.models import SessionPlanned
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="gatherings.sessions_planned",
    label="rencontres prévues",
    unit="rencontres",
    definition=(
        "Rencontres de la maison prévues pour un jour de la période avant que ce jour vienne : "
        "tenues, annulées, reportées ou encore à venir. Le jour est le premier annoncé ; une "
        "rencontre notée seulement après avoir eu lieu n’avait pas été prévue."
    ),
    fact=SessionPlanned,
    measure=Distinct("session"),
    dated="planned_on",
    subject="session",
    columns=(("planned_on", "prévue pour le"), ("kind__name", "type")),
    group="Rencontres prévues",
    position=301,
)
