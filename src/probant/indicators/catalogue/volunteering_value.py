"""Valeur du bénévolat."""

from probant.engagement.models import VolunteerHours
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="volunteering.value",
    label="valeur des heures de bénévolat",
    unit="euros",
    definition=(
        "Heures validées de la période, chacune valorisée au taux de la maison en vigueur le jour "
        "où elle a été donnée (comptes 864 et 875) ; celles d’un jour sans taux n’ajoutent rien."
    ),
    fact=VolunteerHours,
    measure=Sum("value_cents"),
    subject="person",
    columns=(("task", "mission"), ("minutes", "durée"), ("value_cents", "valeur")),
    group="Contributions en nature",
    written="euros",
    position=406,
)
