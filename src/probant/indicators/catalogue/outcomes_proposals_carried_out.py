"""Propositions mises en œuvre."""

from probant.gatherings.models import ProposalReached
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_carried_out",
    label="propositions mises en œuvre",
    unit="propositions",
    definition=("Propositions retenues dont la mise en œuvre a été notée dans la période."),
    fact=ProposalReached,
    where={"status": ("carried_out",)},
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=304,
)
