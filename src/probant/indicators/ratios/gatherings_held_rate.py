"""Rencontres tenues pour cent prévues."""

from probant.indicators.definition import Ratio

RATIO = Ratio(
    code="gatherings.held_rate",
    label="rencontres tenues sur celles prévues",
    definition=(
        "Rencontres prévues pour un jour de la période et qui ont eu lieu, rapportées à toutes "
        "celles qui étaient prévues pour un jour de la période. Celles qui ont été annulées sont "
        "dites à part ; le reste est reporté ou à venir."
    ),
    numerator="gatherings.planned_held",
    denominator="gatherings.sessions_planned",
    written="rate",
    apart="gatherings.planned_cancelled",
    position=59,
)
