"""Heures de bénévolat : co-accompagnement."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours

INDICATOR = Indicator(
    code="volunteering.hours_co_support",
    label="heures de co-accompagnement",
    unit="heures",
    definition=(
        "Heures données par les bénévoles dans la période pour la mission "
        "« co-accompagnement » ; elles "
        "comptent une fois validées par l’équipe."
    ),
    fact=VolunteerHours,
    where={"task": ("co_accompagnement",)},
    measure=Hours("minutes"),
    subject="person",
    columns=(("minutes", "durée"),),
    written="hundredths",
    position=403,
)
