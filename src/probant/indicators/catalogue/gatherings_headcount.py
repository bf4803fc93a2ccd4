"""Comptées sans nom."""

from probant.gatherings.models import HeadcountTaken
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="gatherings.headcount",
    label="personnes comptées sans nom",
    unit="personnes",
    definition=(
        "Personnes comptées ou estimées aux rencontres ouvertes de la période, sans "
        "liste de noms ; elles ne sont dans aucun taux."
    ),
    fact=HeadcountTaken,
    measure=Sum("headcount"),
    subject="session",
    columns=(("method", "méthode"),),
    group="Rencontres et participation",
    position=320,
)
