"""Assiduité du réseau (taux D)."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="network.presences_per_member",
    label="présences par membre du réseau",
    definition=(
        "Présences des membres aux rencontres du réseau d’acteurs dans la période, une par "
        "structure et par rencontre, rapportées à ses membres de la période."
    ),
    numerator="network.member_presences",
    denominator="network.members",
    written="mean",
    position=67,
)
