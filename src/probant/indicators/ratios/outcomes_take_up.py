"""Propositions retenues pour cent émises : le taux de reprise."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="outcomes.take_up",
    label="taux de reprise des propositions",
    definition=(
        "Propositions retenues dans la période, rapportées à celles émises dans la même période. "
        "Ce ne sont pas toujours les mêmes : une proposition de décembre est retenue l’année "
        "suivante."
    ),
    numerator="outcomes.proposals_retained",
    denominator="outcomes.proposals_made",
    written="rate",
    position=60,
)
