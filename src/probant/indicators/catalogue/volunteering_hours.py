"""Heures de bénévolat."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours

INDICATOR = Indicator(
    code="volunteering.hours",
    label="heures de bénévolat",
    unit="heures",
    definition=(
        "Heures données par les bénévoles dans la période, au jour où elles l’ont été ; elles "
        "comptent une fois validées par l’équipe."
    ),
    fact=VolunteerHours,
    measure=Hours("minutes"),
    subject="person",
    columns=(("task", "mission"), ("minutes", "durée")),
    written="hundredths",
    position=401,
)
