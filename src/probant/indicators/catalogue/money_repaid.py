"""Sommes reversées aux financeurs."""

from probant.funding.models import PaymentMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="money.repaid",
    label="sommes reversées aux financeurs",
    unit="euros",
    definition=(
        "Ce qui a été rendu aux financeurs dans la période, au jour du reversement : trop-perçu, "
        "fonds non dépensés, versement annulé après coup."
    ),
    fact=PaymentMade,
    measure=Sum("amount_cents"),
    where={"nature": ("repayment",)},
    columns=(
        ("funder__name", "financeur"),
        ("action__name", "action"),
        ("budget_year", "exercice"),
        ("order_reference", "titre de recette"),
        ("bank_reference", "référence bancaire"),
        ("amount_cents", "montant"),
    ),
    written="euros",
    position=602,
    of_house=True,
)
