"""Visites apprenantes."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="territories.visits",
    label="visites apprenantes",
    unit="visites",
    definition=(
        "Visites tenues dans la période avec les territoires accompagnés, au titre du Générateur."
    ),
    fact=SessionHeld,
    where={
        "programme_code": ("generateur",),
        "kind_code": ("visite",),
    },
    measure=Distinct("session"),
    subject="session",
    position=302,
)
