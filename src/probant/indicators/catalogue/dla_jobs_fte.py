"""Équivalents temps plein consolidés."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum
from probant.support.models import JobFact

INDICATOR = Indicator(
    code="dla.jobs_fte",
    label="équivalents temps plein consolidés",
    unit="postes",
    definition=(
        "Équivalents temps plein des structures accompagnées par le DLA, relevés une fois par "
        "structure dans la période ; une structure dont on ne les a pas dits n’en ajoute aucun."
    ),
    fact=JobFact,
    where={"programme_code": ("dla",), "kind": ("consolidated",)},
    measure=Sum("fte_hundredths"),
    columns=(("headcount", "emplois"), ("fte_hundredths", "ETP")),
    written="hundredths",
    group="Emplois",
    position=266,
)
