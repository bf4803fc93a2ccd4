"""Équivalents temps plein créés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="creation.jobs_fte",
    label="équivalents temps plein créés",
    unit="postes",
    definition=(
        "Équivalents temps plein des emplois créés dans la période par les projets accompagnés à "
        "la création ; un emploi dont on ne les a pas dits n’en ajoute aucun."
    ),
    fact=JobFact,
    where={"programme_code": ("creation",), "kind": ("created",)},
    measure=Sum("fte_hundredths"),
    columns=(("headcount", "emplois"), ("fte_hundredths", "ETP")),
    written="hundredths",
    group="Emplois",
    position=273,
)
