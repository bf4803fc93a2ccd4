"""Structures dont le quartier n’est pas dit."""

from probant.directory.neighbourhoods import declared
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="support.organisations_qpv_unsaid",
    label="structures dont le quartier n’est pas dit",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape dans la période, dont personne "
        "n’a dit si l’adresse est dans un quartier prioritaire : elles sont dites à part de la "
        "part des quartiers."
    ),
    fact=PhaseReached,
    measure=Distinct("organisation"),
    conditions=(lambda: ~declared(),),
    columns=(("programme__name", "programme"),),
    group="Campagnes et quartiers",
    position=223,
)
