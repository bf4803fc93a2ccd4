"""Suivis à distance."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import FollowedUp

INDICATOR = Indicator(
    code="support.follow_ups",
    label="suivis à distance",
    unit="suivis",
    definition=(
        "Reprises de contact à 6, 12 ou 24 mois d’un accompagnement, et à 1, 3 ou 5 ans "
        "d’une création, faites dans la période."
    ),
    fact=FollowedUp,
    measure=Count(),
    columns=(
        ("months", "mois après"),
        ("state", "état"),
    ),
    group="Suivi à distance",
    position=238,
)
