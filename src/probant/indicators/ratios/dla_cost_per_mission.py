"""Coût moyen d’une mission DLA."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.cost_per_mission",
    label="coût moyen d’une mission DLA",
    definition=(
        "Montants des contrats signés dans la période, rapportés au nombre de missions dont le "
        "contrat porte un montant. Les autres sont dites à part."
    ),
    numerator="dla.mission_cost",
    denominator="dla.missions_costed",
    written="euros",
    apart="dla.missions_uncosted",
    position=24,
)
