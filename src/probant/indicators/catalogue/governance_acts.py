"""Décisions adoptées."""

from probant.governance.models import ActVoted
from probant.indicators.assemblies import adopted, of_own_bodies
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count

INDICATOR = Indicator(
    code="governance.acts",
    label="décisions adoptées par les instances",
    unit="délibérations",
    definition=(
        "Délibérations et élections adoptées par les instances de la maison dans la période, au "
        "jour de la séance ; celles qui furent rejetées, ou qui n’ont élu personne, n’en sont pas. "
        "Un retrait ou une annulation venus depuis ne changent pas ce qui fut voté."
    ),
    fact=ActVoted,
    measure=Count(),
    conditions=(of_own_bodies, adopted),
    columns=(
        ("body__name", "instance"),
        ("deliberation__number", "numéro"),
        ("deliberation__subject", "objet"),
    ),
    position=704,
    of_house=True,
)
