"""Présences aux séances."""

from probant.governance.models import SittingHeld
from probant.indicators.assemblies import of_own_bodies
from probant.indicators.definition import Indicator
from probant.indicators.measures import Sum

INDICATOR = Indicator(
    code="governance.presences",
    label="membres présents aux séances",
    unit="présences",
    definition=(
        "Membres présents en personne, sur place ou à distance, à l’ouverture des séances des "
        "instances de la maison tenues dans la période ; les pouvoirs ne sont pas des présences."
    ),
    fact=SittingHeld,
    measure=Sum("present"),
    conditions=(of_own_bodies,),
    columns=(("body__name", "instance"), ("present", "présents")),
    position=703,
    of_house=True,
)
