"""Propositions examinées."""

from probant.gatherings.models import ProposalReached
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_examined",
    label="propositions examinées",
    unit="propositions",
    definition=(
        "Propositions que la collectivité ou une instance a examinées dans la période, "
        "quelle que soit l’année où elles ont été émises."
    ),
    fact=ProposalReached,
    where={"status": ("examined",)},
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=301,
)
