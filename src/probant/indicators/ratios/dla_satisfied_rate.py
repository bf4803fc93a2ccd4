"""Évaluations à 4 ou 5 sur 5."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.satisfied_rate",
    label="évaluations à 4 ou 5 sur 5",
    definition=(
        "Évaluations de missions par les structures dont la note est de 4 ou de 5, rapportées à "
        "toutes celles de la période."
    ),
    numerator="dla.evaluations_satisfied",
    denominator="dla.evaluations",
    written="rate",
    position=23,
)
