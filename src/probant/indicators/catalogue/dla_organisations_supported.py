"""Structures accompagnées par le DLA."""

from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.support.models import PhaseReached

INDICATOR = Indicator(
    code="dla.organisations_supported",
    label="structures accompagnées par le DLA",
    unit="structures",
    definition=(
        "Structures différentes ayant atteint au moins une étape du DLA dans la période : "
        "accueil, diagnostic, parcours, accompagnement ou suivi. Rejoindre une mission vaut "
        "accompagnement. Une structure compte une fois."
    ),
    fact=PhaseReached,
    where={
        "programme_code": ("dla",),
        "phase_code": ("accueil", "diagnostic", "parcours", "accompagnement", "suivi"),
    },
    measure=Distinct("organisation"),
    columns=(("phase__name", "étape"),),
    position=10,
    essential=True,
)
