"""Ateliers animés."""

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="workshops.sessions",
    label="ateliers animés",
    unit="séances",
    definition=(
        "Séances tenues dans la période, de type atelier, au titre du CRDVA, de Paroles "
        "d’Experts et d’Émergence."
    ),
    fact=SessionHeld,
    where={
        "programme_code": ("crdva", "paroles-experts", "emergence"),
        "kind_code": ("atelier",),
    },
    measure=Distinct("session"),
    subject="session",
    position=30,
    essential=True,
)
