"""Rencontres tenues dans un quartier prioritaire."""

from probant.directory.neighbourhoods import in_priority
from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="gatherings.sessions_in_qpv",
    label="rencontres tenues dans un quartier prioritaire",
    unit="rencontres",
    definition=(
        "Rencontres de la maison tenues dans la période, dont le lieu est déclaré dans un quartier "
        "prioritaire en vigueur ce jour-là."
    ),
    fact=SessionHeld,
    measure=Distinct("session"),
    conditions=(in_priority,),
    subject="session",
    columns=(("kind__name", "type"),),
    group="Rencontres et participation",
    position=301,
)
