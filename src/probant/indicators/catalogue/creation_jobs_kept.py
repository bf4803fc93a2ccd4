"""Emplois créés toujours là à 12 mois."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="creation.jobs_kept",
    label="emplois créés toujours là à 12 mois",
    unit="emplois",
    definition="Emplois créés retrouvés à 12 mois, au jour où l’on a regardé.",
    fact=JobFact,
    where={"programme_code": ("creation",), "kind": ("kept",)},
    measure=Sum("headcount"),
    columns=(("headcount", "emplois"),),
    group="Emplois",
    position=274,
)
