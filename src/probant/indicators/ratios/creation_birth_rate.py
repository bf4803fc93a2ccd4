"""Structures créées pour cent projets accompagnés."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="creation.birth_rate",
    label="structures créées pour cent projets accompagnés",
    definition=(
        "Structures nées dans la période, rapportées aux projets accompagnés dans la même période."
    ),
    numerator="creation.organisations_created",
    denominator="creation.projects_supported",
    written="rate",
    position=12,
)
