"""Rencontres « Osez entreprendre autrement »."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="osez.sessions_held",
    label="rencontres « Osez entreprendre autrement »",
    unit="séances",
    definition=(
        "Séances tenues dans la période, de tout type, au titre d’Osez entreprendre autrement."
    ),
    fact=SessionHeld,
    where={
        "programme_code": ("osez",),
    },
    measure=Distinct("session"),
    subject="session",
    position=33,
    essential=True,
)
