"""Ingénieries individuelles."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.individual_missions",
    label="ingénieries individuelles",
    unit="missions",
    definition=(
        "Missions d’ingénierie individuelle contractées avec un prestataire dans la période, "
        "au titre du DLA."
    ),
    fact=MissionContracted,
    where={
        "programme_code": ("dla",),
        "kind": ("individual",),
    },
    measure=Distinct("mission"),
    columns=(("mission__title", "mission"),),
    position=13,
    essential=True,
)
