"""Participants sortis en emploi."""

from probant.engagement.models import ParticipantLeft
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="participants.left_employed",
    label="participants sortis en emploi",
    unit="participants",
    definition=(
        "Personnes différentes sorties dans la période d’une opération que l’Union européenne "
        "cofinance, en emploi ou à leur compte à la sortie."
    ),
    fact=ParticipantLeft,
    where={"status": ("emploi",)},
    measure=Distinct("person"),
    subject="person",
    columns=(("status", "situation"),),
    position=411,
)
