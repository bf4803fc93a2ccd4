"""Ingénieries collectives."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.collective_missions",
    label="ingénieries collectives",
    unit="missions",
    definition=(
        "Missions d’ingénierie collective contractées avec un prestataire dans la période, au "
        "titre du DLA ; chaque mission compte une fois, quel que soit le nombre de "
        "structures."
    ),
    fact=MissionContracted,
    where={
        "programme_code": ("dla",),
        "kind": ("collective",),
    },
    measure=Distinct("mission"),
    subject="mission",
    position=14,
    essential=True,
)
