"""Structures accompagnées, tous programmes."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations",
    label="structures accompagnées, tous programmes",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape d’un programme, quel "
        "qu’il soit, dans la période. Une structure suivie dans deux programmes compte "
        "une fois."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    columns=(
        ("programme__name", "programme"),
        ("phase__name", "étape"),
    ),
    position=220,
)
