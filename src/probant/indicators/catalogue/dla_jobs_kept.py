"""Emplois toujours là à 12 mois."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="dla.jobs_kept",
    label="emplois toujours là à 12 mois",
    unit="emplois",
    definition=(
        "Emplois des structures accompagnées par le DLA retrouvés à 12 mois, au jour où "
        "l’on a regardé."
    ),
    fact=JobFact,
    where={"programme_code": ("dla",), "kind": ("kept",)},
    measure=Sum("headcount"),
    columns=(("headcount", "emplois"),),
    group="Emplois",
    position=266,
)
