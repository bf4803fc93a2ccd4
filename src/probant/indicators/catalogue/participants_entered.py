"""Participants entrés."""

from probant.engagement.models import ParticipantEntered
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="participants.entered",
    label="participants entrés",
    unit="participants",
    definition=(
        "Personnes différentes entrées dans la période dans une opération que l’Union européenne "
        "cofinance ; le public des événements de sensibilisation n’en est pas."
    ),
    fact=ParticipantEntered,
    measure=Distinct("person"),
    subject="person",
    columns=(("status", "situation"),),
    position=410,
)
