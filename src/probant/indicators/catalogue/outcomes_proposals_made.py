"""Propositions émises."""

from probant.gatherings.models import ProposalReached
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_made",
    label="propositions émises",
    unit="propositions",
    definition=(
        "Propositions notées comme émises dans la période par un groupe, une structure "
        "ou une rencontre ; chacune compte une fois."
    ),
    fact=ProposalReached,
    where={"status": ("made",)},
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=300,
)
