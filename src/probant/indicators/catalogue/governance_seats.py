"""Membres attendus aux séances."""

from probant.governance.models import SittingHeld
from probant.indicators.assemblies import of_own_bodies
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="governance.seats",
    label="membres attendus aux séances",
    unit="présences",
    definition=(
        "Membres en exercice à chacune des séances des instances de la maison tenues dans la "
        "période : un membre attendu à trois séances compte trois fois."
    ),
    fact=SittingHeld,
    measure=Sum("members"),
    conditions=(of_own_bodies,),
    columns=(("body__name", "instance"), ("members", "membres en exercice")),
    position=702,
    of_house=True,
)
