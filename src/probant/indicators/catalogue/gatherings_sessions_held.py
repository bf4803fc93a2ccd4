"""Rencontres tenues."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="gatherings.sessions_held",
    label="rencontres tenues",
    unit="rencontres",
    definition=(
        "Rencontres de la maison tenues dans la période, de tout type et de tout programme."
    ),
    fact=SessionHeld,
    measure=Distinct("session"),
    subject="session",
    columns=(("kind__name", "type"),),
    group="Rencontres et participation",
    position=300,
)
