"""Jours par mission DLA."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="dla.days_per_mission",
    label="jours par mission DLA",
    definition=(
        "Jours prévus aux contrats signés dans la période, rapportés au nombre de "
        "missions signées, celles sans nombre de jours comprises."
    ),
    numerator="dla.mission_days",
    denominator="dla.missions",
    written="hundredths",
    position=26,
)
