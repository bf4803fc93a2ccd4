"""Heures de bénévolat : post-accompagnement."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours

INDICATOR = Indicator(
    code="volunteering.hours_post_support",
    label="heures de post-accompagnement",
    unit="heures",
    definition=(
        "Heures données par les bénévoles dans la période pour la mission "
        "« post-accompagnement » ; elles "
        "comptent une fois validées par l’équipe."
    ),
    fact=VolunteerHours,
    where={"task": ("post_accompagnement",)},
    measure=Hours("minutes"),
    subject="person",
    columns=(("minutes", "durée"),),
    written="hundredths",
    position=404,
)
