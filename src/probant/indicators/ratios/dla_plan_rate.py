"""Parcours pour cent diagnostics."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.plan_rate",
    label="parcours élaborés pour cent diagnostics",
    definition=(
        "Parcours élaborés dans la période, rapportés aux diagnostics partagés de la même "
        "période. Ce ne sont pas toujours les mêmes dossiers."
    ),
    numerator="dla.plans",
    denominator="dla.diagnoses",
    written="rate",
    position=21,
)
