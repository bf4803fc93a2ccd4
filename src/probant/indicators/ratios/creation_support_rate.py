"""Projets accompagnés pour cent accueillis."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="creation.support_rate",
    label="projets accompagnés pour cent accueillis",
    definition=(
        "Projets accompagnés dans la période, rapportés aux projets accueillis dans la "
        "même période. Ce ne sont pas toujours les mêmes projets : un projet accueilli "
        "en décembre est accompagné l’année suivante."
    ),
    numerator="creation.projects_supported",
    denominator="creation.projects_welcomed",
    written="rate",
    position=10,
)
