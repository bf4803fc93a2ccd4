"""Avis du comité d’appui."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.support.models import CommitteeOpinion

INDICATOR = Indicator(
    code="dla.opinions",
    label="avis du comité d’appui",
    unit="avis",
    definition=(
        "Avis techniques rendus par le comité d’appui dans la période, un par dossier "
        "et par séance."
    ),
    fact=CommitteeOpinion,
    where={"programme_code": ("dla",)},
    measure=Count(),
    position=252,
)
