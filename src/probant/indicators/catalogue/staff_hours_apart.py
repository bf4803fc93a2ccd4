"""Temps de l'équipe hors action."""

from probant.engagement.models import StaffTime
from probant.indicators.definition import Indicator
from probant.indicators.measures import Hours
from probant.indicators.staff_time import on_no_action

INDICATOR = Indicator(
    code="staff.hours_apart",
    label="heures de l’équipe hors action",
    unit="heures",
    definition=(
        "Heures de l’équipe notées dans la période sans action : sur un programme seul, ou pour la "
        "vie de la structure. Aucune action ne les compte, ni aucun financeur."
    ),
    fact=StaffTime,
    conditions=(on_no_action,),
    measure=Hours("minutes"),
    subject="person",
    columns=(("programme__name", "programme"), ("minutes", "durée")),
    written="hundredths",
    position=452,
)
