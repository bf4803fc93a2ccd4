"""Présences des membres."""

from probant.gatherings.models import Attendance
from probant.indicators.definition import Indicator
from probant.indicators.measures import Count
from probant.indicators.memberships import by_members, not_own, once_a_meeting

INDICATOR = Indicator(
    code="network.member_presences",
    label="présences des membres du réseau",
    unit="présences",
    definition=(
        "Présences de membres du réseau d’acteurs à ses rencontres de la période, une par "
        "structure et par rencontre, quel que soit le nombre de personnes venues pour elle."
    ),
    fact=Attendance,
    where={"programme_code": ("reseau-acteurs",)},
    measure=Count(),
    conditions=(not_own,),
    among=(by_members, once_a_meeting),
    columns=(("session__title", "rencontre"),),
    group="Réseau d’acteurs",
    position=332,
)
