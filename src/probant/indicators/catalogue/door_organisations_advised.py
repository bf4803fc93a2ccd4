"""Structures conseillées en une fois."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import OneOffAdvice

INDICATOR = Indicator(
    code="door.organisations_advised",
    label="structures conseillées en une fois",
    unit="structures",
    definition=(
        "Structures différentes ayant reçu au moins un appui ponctuel dans la période ; "
        "les appuis anonymes et ceux des personnes n’en comptent aucune."
    ),
    fact=OneOffAdvice,
    measure=Distinct("organisation"),
    columns=(("mode", "canal"),),
    position=204,
)
