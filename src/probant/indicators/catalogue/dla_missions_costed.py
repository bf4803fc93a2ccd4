"""Missions dont le contrat dit le montant."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.missions_costed",
    label="missions dont le contrat dit le montant",
    unit="missions",
    definition=(
        "Missions du DLA signées dans la période, dont le contrat porte un montant : le nombre "
        "auquel se rapporte la moyenne."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    subject="mission",
    conditions=(lambda: Q(cost_cents__isnull=False),),
    columns=(("kind", "type"), ("cost_cents", "montant")),
    group="Missions d’ingénierie DLA",
    position=261,
)
