"""Propositions examinées pour cent émises."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="outcomes.examined_rate",
    label="propositions examinées pour cent émises",
    definition=(
        "Propositions examinées dans la période, rapportées à celles émises dans la même période. "
        "Ce ne sont pas toujours les mêmes : l’examen vient parfois l’année suivante."
    ),
    numerator="outcomes.proposals_examined",
    denominator="outcomes.proposals_made",
    written="rate",
    position=61,
)
