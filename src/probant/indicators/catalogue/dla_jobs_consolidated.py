"""Emplois consolidés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="dla.jobs_consolidated",
    label="emplois consolidés",
    unit="emplois",
    definition=(
        "Effectif, en personnes, des structures accompagnées par le DLA, relevé une fois par "
        "structure dans la période. Ce n’est pas un effet net : tous les emplois de la "
        "structure sont comptés."
    ),
    fact=JobFact,
    where={
        "programme_code": ("dla",),
        "kind": ("consolidated",),
    },
    measure=Sum("headcount"),
    columns=(("headcount", "emplois"),),
    position=17,
    essential=True,
)
