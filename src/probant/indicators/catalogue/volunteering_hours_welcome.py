"""Heures de bénévolat : accueil de projets en amont."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours

INDICATOR = Indicator(
    code="volunteering.hours_welcome",
    label="heures d’accueil de projets en amont",
    unit="heures",
    definition=(
        "Heures données par les bénévoles dans la période pour la mission "
        "« accueil de projets en amont » ; elles "
        "comptent une fois validées par l’équipe."
    ),
    fact=VolunteerHours,
    where={"task": ("accueil",)},
    measure=Hours("minutes"),
    subject="person",
    columns=(("minutes", "durée"),),
    written="hundredths",
    position=402,
)
