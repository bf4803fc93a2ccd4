"""Valeur des salles prêtées."""

from django.db.models import Q

from probant.gatherings.models import SessionHeld
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="gatherings.rooms_lent_value",
    label="valeur des salles prêtées",
    unit="euros",
    definition=(
        "Salles prêtées à la maison pour ses rencontres tenues dans la période, chacune à la "
        "valeur connue de son prêt (comptes 861 et 871) ; celles dont la valeur n’est pas dite "
        "n’ajoutent rien."
    ),
    fact=SessionHeld,
    conditions=(lambda: Q(lent_cents__gt=0),),
    measure=Sum("lent_cents"),
    subject="session",
    columns=(("lent_cents", "valeur"),),
    group="Contributions en nature",
    written="euros",
    position=407,
)
