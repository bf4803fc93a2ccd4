"""Dossiers ouverts."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import CaseOpened

INDICATOR = Indicator(
    code="support.cases_opened",
    label="dossiers ouverts",
    unit="dossiers",
    definition="Dossiers ouverts dans la période, tous programmes.",
    fact=CaseOpened,
    measure=Distinct("case"),
    columns=(("programme__name", "programme"),),
    position=230,
)
