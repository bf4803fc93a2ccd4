"""Évaluations par les structures."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import MissionEvaluated

INDICATOR = Indicator(
    code="dla.evaluations",
    label="évaluations par les structures",
    unit="évaluations",
    definition="Évaluations de missions du DLA faites par les structures dans la période.",
    fact=MissionEvaluated,
    where={"programme_code": ("dla",), "by": ("structure",)},
    measure=Count(),
    columns=(("mark", "note"),),
    group="Satisfaction",
    position=264,
)
