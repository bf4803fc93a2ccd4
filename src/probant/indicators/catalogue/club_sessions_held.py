"""Rendez-vous du Club."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="club.sessions_held",
    label="rendez-vous du Club des entrepreneurs",
    unit="séances",
    definition=(
        "Séances tenues dans la période, de tout type, au titre du Club des entrepreneurs de "
        "l’économie sociale et solidaire."
    ),
    fact=SessionHeld,
    where={
        "programme_code": ("club",),
    },
    measure=Distinct("session"),
    subject="session",
    position=301,
)
