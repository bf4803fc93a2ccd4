"""Propositions qui ont reçu une réponse."""

from probant.gatherings.models import ProposalAnswered
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_answered",
    label="propositions qui ont reçu une réponse",
    unit="propositions",
    definition=(
        "Propositions différentes auxquelles une collectivité a répondu dans la période "
        "; plusieurs réponses à une même proposition comptent une fois."
    ),
    fact=ProposalAnswered,
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=305,
)
