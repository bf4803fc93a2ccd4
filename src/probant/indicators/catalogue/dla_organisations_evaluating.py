"""Structures ayant noté une mission."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionEvaluated

INDICATOR = Indicator(
    code="dla.organisations_evaluating",
    label="structures ayant noté une mission",
    unit="structures",
    definition=(
        "Structures différentes ayant donné dans la période leur avis sur une mission du DLA ; "
        "une structure qui en note deux compte une fois."
    ),
    fact=MissionEvaluated,
    where={"programme_code": ("dla",), "by": ("structure",)},
    measure=Distinct("organisation"),
    columns=(("mark", "note"),),
    group="Satisfaction",
    position=265,
)
