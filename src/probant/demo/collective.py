"""The group that runs Émergence: the house counts its own workshops, the report prints all of them.

The others of the group keep no books here and the report does not name them: what it prints of the
whole stands beside the figure, with the gap explained.
"""

from probant.consortia.actions import (
    Heard,
    add_partner,
    ask_figure,
    explain_said,
    found_consortium,
    note_said,
    share_figures,
)
from probant.demo.stage import OPENED_ON, Stage
from probant.indicators.models import Because

NAME = "Groupement d’acteurs de l’accompagnement"
PURPOSE = "Ateliers Émergence : vérifier l’opportunité d’un projet avant de l’accompagner."
PRINTED = Heard(
    year=2023,
    value=90,
    source="Rapport d’activité 2023, « Sensibilisation et formations »",
    words="13 ateliers animés par le PES […] (90 en tout pour le collectif)",
)
BECAUSE = "Le rapport compte les ateliers de tout le groupement ; la maison ne note que les siens."


def play(stage: Stage) -> None:
    """Found the group, share the workshops of Émergence with it, keep the ninety printed."""
    actor = stage.director
    group = found_consortium(actor, name=NAME, purpose=PURPOSE, founded_on=OPENED_ON)
    figure = ask_figure(
        actor, consortium=group, code="workshops.sessions", programme_code="emergence"
    )
    share_figures(actor, member=group.members.get(), figures=[figure])
    add_partner(actor, consortium=group, name="Les autres membres du groupement")
    said = note_said(actor, figure=figure, heard=PRINTED)
    explain_said(actor, said=said, cause=Because.SCOPE, reason=BECAUSE)
