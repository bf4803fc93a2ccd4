"""Notes données par les structures."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import MissionEvaluated

INDICATOR = Indicator(
    code="dla.marks",
    label="notes données par les structures",
    unit="points",
    definition=(
        "Somme des notes de 1 à 5 que les structures ont données à leurs missions dans "
        "la période ; elle sert à la satisfaction moyenne."
    ),
    fact=MissionEvaluated,
    where={"programme_code": ("dla",), "by": ("structure",)},
    measure=Sum("mark"),
    columns=(("mark", "note"),),
    group="Satisfaction",
    position=262,
)
