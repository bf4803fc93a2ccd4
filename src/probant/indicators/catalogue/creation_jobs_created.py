"""Emplois créés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="creation.jobs_created",
    label="emplois créés",
    unit="emplois",
    definition=(
        "Effectif, en personnes, des emplois créés dans la période par les projets "
        "accompagnés à la création."
    ),
    fact=JobFact,
    where={
        "programme_code": ("creation",),
        "kind": ("created",),
    },
    measure=Sum("headcount"),
    columns=(("headcount", "emplois"),),
    position=23,
    essential=True,
)
