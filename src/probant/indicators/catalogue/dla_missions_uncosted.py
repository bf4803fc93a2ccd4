"""Missions dont le contrat ne dit pas le montant."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.missions_uncosted",
    label="missions sans montant au contrat",
    unit="missions",
    definition=(
        "Missions du DLA signées dans la période, dont le contrat ne porte pas de montant : elles "
        "sont dites à part de la moyenne."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    subject="mission",
    conditions=(lambda: Q(cost_cents__isnull=True),),
    columns=(("kind", "type"),),
    group="Missions d’ingénierie DLA",
    position=261,
)
