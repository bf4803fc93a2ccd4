"""Équivalents temps plein passés sur les actions."""

from probant.engagement.models import StaffTime
from probant.indicators.definition import Indicator
from probant.indicators.measures import Posts
from probant.indicators.staff_time import on_an_action

INDICATOR = Indicator(
    code="staff.fte",
    label="équivalents temps plein sur les actions",
    unit="postes",
    definition=(
        "Temps de l’équipe passé dans la période sur une action, rapporté à la durée d’une année à "
        "temps plein de l’employeur en vigueur ce jour-là (1 607 heures, sauf autre base). Il se "
        "calcule, il ne se saisit pas ; ce qui est promis à un financeur est une clause."
    ),
    source="Code du travail, art. L3121-41 ; base horaire de l’employeur",
    fact=StaffTime,
    conditions=(on_an_action,),
    measure=Posts(),
    subject="person",
    columns=(("action__name", "action"), ("minutes", "durée")),
    written="hundredths",
    position=451,
)
