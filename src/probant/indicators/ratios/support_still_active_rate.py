"""Structures toujours actives au suivi."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="support.still_active_rate",
    label="structures toujours actives au suivi",
    definition=(
        "Structures trouvées actives lors d’un suivi à distance de la période, "
        "rapportées à celles dont l’état a été noté."
    ),
    numerator="support.still_active",
    denominator="support.followed_up",
    written="rate",
    position=34,
)
