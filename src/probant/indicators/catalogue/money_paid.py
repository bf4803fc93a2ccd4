"""Subventions versées."""

from probant.funding.models import PaymentMade
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="money.paid",
    label="subventions versées",
    unit="euros",
    definition=(
        "Versements reçus dans la période sur les subventions, au jour du paiement, quel que soit "
        "l’exercice qu’elles couvrent ; les reversements sont comptés à part."
    ),
    fact=PaymentMade,
    measure=Sum("amount_cents"),
    where={"nature": ("payment",)},
    columns=(
        ("funder__name", "financeur"),
        ("action__name", "action"),
        ("budget_year", "exercice"),
        ("order_reference", "mandat"),
        ("bank_reference", "référence bancaire"),
        ("amount_cents", "montant"),
    ),
    written="euros",
    position=601,
    of_house=True,
)
