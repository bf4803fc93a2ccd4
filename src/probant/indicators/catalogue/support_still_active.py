"""Structures toujours actives au suivi."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import FollowedUp

INDICATOR = Indicator(
    code="support.still_active",
    label="structures toujours actives au suivi",
    unit="structures",
    definition=(
        "Structures différentes trouvées actives lors d’un suivi à distance de la période."
    ),
    fact=FollowedUp,
    where={"state": ("active",)},
    measure=Distinct("organisation"),
    columns=(("months", "mois après"),),
    group="Suivi à distance",
    position=240,
)
