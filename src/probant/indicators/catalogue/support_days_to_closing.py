"""De l’ouverture à la clôture."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import CaseClosed, CaseOpened

INDICATOR = Indicator(
    code="support.days_to_closing",
    label="jours de l’ouverture à la clôture, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’ouverture d’un dossier et sa clôture, pour les dossiers clos dans la "
        "période. Un dossier rouvert puis clos à nouveau compte une fois, à sa dernière clôture "
        "de la période."
    ),
    fact=CaseClosed,
    measure=Median(Delay(CaseOpened, keep="last")),
    columns=(("programme__name", "programme"), ("outcome", "issue")),
    group="Délais",
    written="hundredths",
    position=304,
)
