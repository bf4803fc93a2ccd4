"""Structures en accompagnement DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.organisations_coordinated",
    label="structures en accompagnement DLA",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint l’étape coordination de l’accompagnement "
        "du DLA dans la période. Rejoindre une mission vaut accompagnement."
    ),
    fact=PhaseReached,
    where={"programme_code": ("dla",), "phase_code": ("accompagnement",)},
    measure=Distinct("organisation"),
    position=251,
)
