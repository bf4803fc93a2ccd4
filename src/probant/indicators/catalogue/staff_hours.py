"""Temps de l'équipe."""

from probant.engagement.models import StaffTime
from probant.indicators.definition import Hours, Indicator

INDICATOR = Indicator(
    code="staff.hours",
    label="heures de l’équipe sur les actions",
    unit="heures",
    definition=(
        "Heures de l’équipe notées dans la période, au jour où elles ont été passées, sur une "
        "action ou un programme ; une heure appartient à une seule action et ne compte qu’une fois."
    ),
    fact=StaffTime,
    measure=Hours("minutes"),
    subject="person",
    columns=(("minutes", "durée"),),
    written="hundredths",
    position=450,
)
