"""Taux de participation du réseau (taux C)."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="network.participation_rate",
    label="participation du réseau",
    definition=(
        "Membres du réseau d’acteurs venus à au moins une de ses rencontres de la période, "
        "rapportés à ses membres de la période. En structures."
    ),
    numerator="network.members_present",
    denominator="network.members",
    written="rate",
    position=66,
)
