"""Membres du réseau."""

from probant.gatherings.models import MemberJoined, MemberLeft
from probant.indicators.definition import Indicator, Lasting
from probant.indicators.measures import Distinct

INDICATOR = Indicator(
    code="network.members",
    label="membres du réseau d’acteurs",
    unit="structures",
    definition=(
        "Structures membres du réseau d’acteurs un jour au moins de la période : entrées au plus "
        "tard à sa fin, et pas sorties avant son début."
    ),
    fact=MemberJoined,
    where={"programme_code": ("reseau-acteurs",)},
    measure=Distinct("organisation"),
    lasting=Lasting(MemberLeft, "member"),
    group="Réseau d’acteurs",
    position=330,
)
