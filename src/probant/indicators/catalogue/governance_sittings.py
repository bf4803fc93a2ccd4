"""Séances tenues."""

from probant.governance.models import SittingHeld
from probant.indicators.assemblies import of_own_bodies
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count

INDICATOR = Indicator(
    code="governance.sittings",
    label="séances tenues",
    unit="séances",
    definition=(
        "Séances des instances de la maison (assemblées, conseils, bureaux, comités) tenues dans "
        "la période, avec ou sans quorum. Celles des collectivités, dont la maison garde les "
        "actes, n’en sont pas."
    ),
    fact=SittingHeld,
    measure=Count(),
    conditions=(of_own_bodies,),
    columns=(
        ("body__name", "instance"),
        ("members", "membres en exercice"),
        ("present", "présents"),
    ),
    position=701,
    of_house=True,
)
