"""De l’ouverture à la création."""

from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median
from probant.support.models import CaseOpened, OrganisationBorn

INDICATOR = Indicator(
    code="creation.days_to_birth",
    label="jours de l’ouverture à la création, en médiane",
    unit="jours",
    definition=(
        "Jours entre l’ouverture du dossier d’un projet et la naissance de la structure, pour les "
        "structures nées dans la période d’un projet accompagné à la création."
    ),
    fact=OrganisationBorn,
    where={"programme_code": ("creation",)},
    measure=Median(Delay(CaseOpened)),
    group="Délais",
    written="hundredths",
    position=318,
)
