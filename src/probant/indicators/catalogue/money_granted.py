"""Subventions attribuées."""

from probant.funding.models import AwardMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="money.granted",
    label="subventions attribuées",
    unit="euros",
    definition=(
        "Subventions attribuées dans la période, au jour de la décision, quel que soit l’exercice "
        "qu’elles couvrent ; une subvention corrigée compte pour ce qui la remplace."
    ),
    fact=AwardMade,
    measure=Sum("amount_cents"),
    columns=(
        ("funder__name", "financeur"),
        ("action__name", "action"),
        ("budget_year", "exercice"),
        ("amount_cents", "montant"),
    ),
    written="euros",
    position=600,
    of_house=True,
)
