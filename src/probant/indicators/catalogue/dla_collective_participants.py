"""Structures en ingénierie collective."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionJoined

INDICATOR = Indicator(
    code="dla.collective_participants",
    label="structures en ingénierie collective",
    unit="structures",
    definition=(
        "Structures différentes ayant rejoint une mission d’ingénierie collective du DLA dans "
        "la période."
    ),
    fact=MissionJoined,
    where={
        "programme_code": ("dla",),
        "kind": ("collective",),
    },
    measure=Distinct("organisation"),
    columns=(("mission__title", "mission"),),
    position=15,
    essential=True,
)
