"""Heures de bénévolat : vie associative."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours

INDICATOR = Indicator(
    code="volunteering.hours_life",
    label="heures de vie associative",
    unit="heures",
    definition=(
        "Heures données par les bénévoles dans la période pour la mission "
        "« vie associative » ; elles "
        "comptent une fois validées par l’équipe."
    ),
    fact=VolunteerHours,
    where={"task": ("vie_associative",)},
    measure=Hours("minutes"),
    subject="person",
    columns=(("minutes", "durée"),),
    written="hundredths",
    position=405,
)
