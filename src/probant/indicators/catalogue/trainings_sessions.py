"""Formations assurées."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="trainings.sessions",
    label="formations assurées",
    unit="séances",
    definition="Séances tenues dans la période, de type formation.",
    fact=SessionHeld,
    where={
        "kind_code": ("formation",),
    },
    measure=Distinct("session"),
    subject="session",
    position=31,
    essential=True,
)
