"""Dossiers clos."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import CaseClosed

INDICATOR = Indicator(
    code="support.cases_closed",
    label="dossiers clos",
    unit="dossiers",
    definition=(
        "Dossiers clos au moins une fois dans la période, quelle qu’en soit l’issue. Un "
        "dossier rouvert puis clos à nouveau compte une fois."
    ),
    fact=CaseClosed,
    measure=Distinct("case"),
    columns=(("outcome", "issue"),),
    position=232,
)
