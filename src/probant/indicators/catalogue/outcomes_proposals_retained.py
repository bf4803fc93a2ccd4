"""Propositions retenues."""

from probant.gatherings.models import ProposalReached
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="outcomes.proposals_retained",
    label="propositions retenues",
    unit="propositions",
    definition=(
        "Propositions retenues dans la période après examen, quelle que soit l’année où "
        "elles ont été émises."
    ),
    fact=ProposalReached,
    where={"status": ("retained",)},
    measure=Distinct("proposal"),
    subject="session",
    columns=(("proposal__title", "proposition"),),
    position=302,
)
