"""Structures suivies à distance."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import FollowedUp

INDICATOR = Indicator(
    code="support.followed_up",
    label="structures suivies à distance",
    unit="structures",
    definition=(
        "Structures différentes dont l’état a été noté lors d’un suivi à distance de la "
        "période, injoignables non comprises."
    ),
    fact=FollowedUp,
    where={
        "state": (
            "active",
            "stopped",
            "merged",
        )
    },
    measure=Distinct("organisation"),
    columns=(
        ("months", "mois après"),
        ("state", "état"),
    ),
    group="Suivi à distance",
    position=242,
)
