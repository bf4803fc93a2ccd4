"""Diagnostics pour cent structures accueillies."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.diagnosis_rate",
    label="diagnostics pour cent structures accueillies",
    definition=(
        "Diagnostics partagés de la période, rapportés aux structures accueillies par "
        "le DLA dans la même période."
    ),
    numerator="dla.diagnoses",
    denominator="dla.organisations_welcomed",
    written="rate",
    position=20,
)
