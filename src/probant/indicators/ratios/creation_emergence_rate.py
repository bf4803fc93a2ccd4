"""Projets en émergence pour cent accueillis."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="creation.emergence_rate",
    label="projets en émergence pour cent accueillis",
    definition=(
        "Projets ayant atteint l’émergence dans la période, rapportés aux projets accueillis dans "
        "la même période. Ce ne sont pas toujours les mêmes projets."
    ),
    numerator="creation.emergence",
    denominator="creation.projects_welcomed",
    written="rate",
    position=9,
)
