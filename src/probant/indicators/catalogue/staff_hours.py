"""Temps de l'équipe."""

from probant.engagement.models import StaffTime
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours
from probant.indicators.staff_time import on_an_action

INDICATOR = Indicator(
    code="staff.hours",
    label="heures de l’équipe sur les actions",
    unit="heures",
    definition=(
        "Heures de l’équipe passées dans la période sur une action, au jour où elles l’ont été ; "
        "une heure appartient à une seule action et ne compte qu’une fois. Le temps noté sans "
        "action (un programme seul, la vie de la structure) n’y est pas : il est dit à part."
    ),
    fact=StaffTime,
    conditions=(on_an_action,),
    measure=Hours("minutes"),
    subject="person",
    columns=(("action__name", "action"), ("minutes", "durée")),
    written="hundredths",
    position=450,
)
