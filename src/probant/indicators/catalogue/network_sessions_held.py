"""Ateliers du réseau d’acteurs."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="network.sessions_held",
    label="ateliers du réseau d’acteurs",
    unit="séances",
    definition=(
        "Séances tenues dans la période, de type atelier, au titre de l’animation du réseau "
        "d’acteurs."
    ),
    fact=SessionHeld,
    where={
        "programme_code": ("reseau-acteurs",),
        "kind_code": ("atelier",),
    },
    measure=Distinct("session"),
    subject="session",
    position=32,
    essential=True,
)
