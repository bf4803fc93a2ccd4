"""Du vote à la transmission."""

from probant.governance.models import ActTransmitted, ActVoted
from probant.indicators.definition import Indicator
from probant.indicators.delays import Delay
from probant.indicators.measures import Median

INDICATOR = Indicator(
    code="governance.days_to_transmission",
    label="jours du vote à la transmission, en médiane",
    unit="jours",
    definition=(
        "Jours entre le vote d’un acte d’une collectivité et sa transmission au représentant de "
        "l’État, pour les actes transmis dans la période. Une décision individuelle l’est dans "
        "les quinze jours de sa signature."
    ),
    fact=ActTransmitted,
    measure=Median(Delay(ActVoted, by="deliberation"), over="acte"),
    source="Code général des collectivités territoriales, art. L2131-1",
    columns=(("body__name", "instance"), ("deliberation__subject", "objet")),
    group="Délais",
    written="hundredths",
    position=705,
    of_house=True,
)
