"""Évaluations satisfaites."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import MissionEvaluated

INDICATOR = Indicator(
    code="dla.evaluations_satisfied",
    label="évaluations de structures à 4 ou 5 sur 5",
    unit="évaluations",
    definition=(
        "Évaluations de missions du DLA faites par les structures dans la période, dont la note "
        "est de 4 ou de 5 sur 5."
    ),
    fact=MissionEvaluated,
    where={"programme_code": ("dla",), "by": ("structure",)},
    measure=Count(),
    conditions=(lambda: Q(mark__gte=4),),
    columns=(("mark", "note"),),
    group="Satisfaction",
    position=265,
)
