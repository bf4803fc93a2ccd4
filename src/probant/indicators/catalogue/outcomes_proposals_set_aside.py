"""Propositions écartées."""

from probant.gatherings.models import ProposalReached
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_set_aside",
    label="propositions écartées",
    unit="propositions",
    definition=(
        "Propositions écartées dans la période après examen, quelle que soit l’année où "
        "elles ont été émises."
    ),
    fact=ProposalReached,
    where={"status": ("set_aside",)},
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=303,
)
