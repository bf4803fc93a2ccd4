"""Jours par mission DLA."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.days_per_mission",
    label="jours par mission DLA",
    definition=(
        "Jours prévus aux contrats signés dans la période, rapportés au nombre de missions dont "
        "le contrat porte un nombre de jours. Les autres sont dites à part."
    ),
    numerator="dla.mission_days",
    denominator="dla.missions_timed",
    written="hundredths",
    apart="dla.missions_untimed",
    position=26,
)
