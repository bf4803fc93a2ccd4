"""Missions dont le contrat dit le nombre de jours."""

from django.db.models import Q

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import MissionContracted

INDICATOR = Indicator(
    code="dla.missions_timed",
    label="missions dont le contrat dit le nombre de jours",
    unit="missions",
    definition=(
        "Missions du DLA signées dans la période, dont le contrat porte un nombre de jours : le "
        "nombre auquel se rapporte la moyenne."
    ),
    fact=MissionContracted,
    where={"programme_code": ("dla",)},
    measure=Distinct("mission"),
    subject="mission",
    conditions=(lambda: Q(days_hundredths__isnull=False),),
    columns=(("kind", "type"), ("days_hundredths", "jours")),
    group="Missions d’ingénierie DLA",
    position=259,
)
