"""Missions dont le contrat ne dit pas le nombre de jours."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.missions_untimed",
    label="missions sans nombre de jours au contrat",
    unit="missions",
    definition=(
        "Missions du DLA signées dans la période, dont le contrat ne porte pas de nombre de jours "
        ": elles sont dites à part de la moyenne."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    subject="mission",
    conditions=(lambda: Q(days_hundredths__isnull=True),),
    columns=(("kind", "type"),),
    group="Missions d’ingénierie DLA",
    position=259,
)
