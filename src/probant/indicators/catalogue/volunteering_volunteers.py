"""Bénévoles actifs."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="volunteering.volunteers",
    label="bénévoles actifs",
    unit="bénévoles",
    definition=(
        "Personnes différentes dont au moins une heure de bénévolat, validée par l’équipe, a été "
        "donnée dans la période."
    ),
    fact=VolunteerHours,
    measure=Distinct("person"),
    subject="person",
    columns=(("task", "mission"), ("minutes", "durée")),
    position=400,
)
