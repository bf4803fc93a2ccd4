"""Du vote au versement."""

from probant.funding.models import AwardMade, PaymentMade
from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median

INDICATOR = Indicator(
    code="money.days_to_payment",
    label="jours de la décision au versement, en médiane",
    unit="jours",
    definition=(
        "Jours entre la décision qui attribue une subvention et chacun de ses versements, pour "
        "les versements reçus dans la période ; les reversements n’en sont pas."
    ),
    fact=PaymentMade,
    measure=Median(Delay(AwardMade, by="award", start_by="id"), over="versement"),
    where={"nature": ("payment",)},
    columns=(
        ("funder__name", "financeur"),
        ("budget_year", "exercice"),
        ("amount_cents", "montant"),
    ),
    group="Délais",
    written="hundredths",
    position=606,
    of_house=True,
)
