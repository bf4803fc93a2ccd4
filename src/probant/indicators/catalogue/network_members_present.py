"""Membres venus."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Distinct
from probant.indicators.memberships import by_members, not_own

INDICATOR = Indicator(
    code="network.members_present",
    label="membres du réseau venus au moins une fois",
    unit="structures",
    definition=(
        "Structures membres du réseau d’acteurs présentes, par elles-mêmes ou par une personne, à "
        "au moins une de ses rencontres de la période. L’équipe de la maison n’est pas comptée."
    ),
    fact=Attendance,
    where={"programme_code": ("reseau-acteurs",)},
    measure=Distinct("organisation"),
    conditions=(not_own,),
    among=(by_members,),
    columns=(("session__title", "rencontre"),),
    group="Réseau d’acteurs",
    position=331,
)
