"""Subventions en retard de versement."""

from probant.funding.models import AwardMade, AwardStep, PaymentMade
from probant.funding.queries.states import late_of
from probant.indicators.definition import Indicator
from probant.indicators.measures import AsOf

INDICATOR = Indicator(
    code="money.late",
    label="subventions en retard de versement",
    unit="euros",
    definition=(
        "Au dernier jour de la période, ce qui aurait dû être versé avant ce jour et ne l’est pas "
        ": échéances des conventions et, sans échéance écrite, soixante jours après la "
        "notification. Une échéance qui attend des pièces ou la signature n’est pas en retard."
    ),
    fact=AwardMade,
    measure=AsOf("late_cents", late_of, moved_by=(PaymentMade, AwardStep)),
    source="Loi n° 2021-875 du 1er juillet 2021, art. 2",
    columns=(
        ("funder__name", "financeur"),
        ("action__name", "action"),
        ("budget_year", "exercice"),
        ("amount_cents", "attribué"),
        ("late_cents", "en retard"),
    ),
    written="euros",
    position=604,
    of_house=True,
)
