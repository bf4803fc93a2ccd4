"""Subventions restant à verser."""

from probant.funding.models import AwardMade, AwardStep, PaymentMade
from probant.funding.queries.states import due_of
from probant.indicators.definition import Indicator
from probant.indicators.measures import AsOf

INDICATOR = Indicator(
    code="money.due",
    label="subventions restant à verser",
    unit="euros",
    definition=(
        "Au dernier jour de la période, ce qui reste à verser des subventions attribuées "
        "jusque-là, à savoir le montant attribué, moins ce qui a été versé ou retenu, plus ce qui "
        "a été reversé ; par subvention, de zéro à son montant."
    ),
    fact=AwardMade,
    measure=AsOf("due_cents", due_of, moved_by=(PaymentMade, AwardStep)),
    columns=(
        ("funder__name", "financeur"),
        ("action__name", "action"),
        ("budget_year", "exercice"),
        ("amount_cents", "attribué"),
        ("due_cents", "reste à verser"),
    ),
    written="euros",
    position=603,
    of_house=True,
)
