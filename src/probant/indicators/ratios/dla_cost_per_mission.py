"""Coût moyen d’une mission DLA."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.cost_per_mission",
    label="coût moyen d’une mission DLA",
    definition=(
        "Montants des contrats signés dans la période, rapportés au nombre de missions "
        "signées, celles sans montant comprises."
    ),
    numerator="dla.mission_cost",
    denominator="dla.missions",
    written="euros",
    position=24,
)
