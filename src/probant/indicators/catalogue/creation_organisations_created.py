"""Structures créées."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import OrganisationBorn

INDICATOR = Indicator(
    code="creation.organisations_created",
    label="structures créées",
    unit="structures",
    definition="Structures nées dans la période d’un projet accompagné à la création.",
    fact=OrganisationBorn,
    where={
        "programme_code": ("creation",),
    },
    measure=Distinct("organisation"),
    position=22,
    essential=True,
)
