"""The figures that the house follows from year to year, a question that no figure answers, and the
report that it writes of 2023.

The question is what the sheet of the network's action is to be judged by; the answer is
reconstructed from what came out of the two workshops.
"""

import dataclasses

from probant.demo.stage import Stage
from probant.indicators.actions import add_figure, aim, open_board
from probant.indicators.appraising import Evidence, Question, appraise, ask_question
from probant.reports.actions import create_publication

YEAR = 2023
OF_THE_COUNCIL = (
    "dla.organisations_welcomed",
    "dla.organisations_supported",
    "creation.projects_welcomed",
    "creation.jobs_created",
    "workshops.sessions",
    "trainings.sessions",
    "volunteering.hours",
    "staff.fte",
    "governance.sittings",
)
OF_THE_FUNDER = (
    "dla.organisations_supported",
    "creation.projects_supported",
    "network.sessions_held",
)
WELCOMED_NOTE = (
    "La délibération du 21 mars 2024 en imprime 26 : deux accueils de 2023 ont été notés après."
)
#: What the sheet of action 3 names as its criteria, asked as a question.
FOLLOWED = Question(
    label="Suites données aux ateliers du réseau",
    question="Les ateliers du réseau débouchent-ils sur des propositions suivies d’effet\u00a0?",
    proof="Les documents et propositions issus des réunions, et les réponses qu’elles ont reçues.",
    scale=("pas encore", "en partie", "oui"),
)
FOLLOWED_IN_PART = (
    "Chacun des deux ateliers a laissé un compte rendu et des propositions. Toutes ont été "
    "examinées et la plupart ont reçu une réponse\u00a0; une seule est mise en œuvre."
)
FOLLOWED_BY = (
    "outcomes.proposals_made",
    "outcomes.proposals_answered",
    "outcomes.proposals_carried_out",
)


def play(stage: Stage) -> None:
    """A board of the council, one of what a funder supports, a year appraised, the report begun."""
    council = open_board(stage.director, house_id=stage.house.pk, name="Conseil d’administration")
    for code in OF_THE_COUNCIL:
        row = add_figure(stage.director, board=council, code=code)
        if code == "dla.organisations_welcomed":
            aim(stage.director, figure=row, targets={}, note=WELCOMED_NOTE)
    funder = stage.organisations["dijon-metropole"]
    funded = open_board(stage.director, house_id=stage.house.pk, name="Dijon métropole")
    for code in OF_THE_FUNDER:
        add_figure(stage.director, board=funded, code=code, funder=funder)
    _appraise(stage)
    create_publication(stage.director, title="Rapport d’activité", year=YEAR, outline="activity")


def _appraise(stage: Stage) -> None:
    asked = dataclasses.replace(FOLLOWED, programme=stage.programmes["reseau-acteurs"])
    version = ask_question(stage.director, house_id=stage.house.pk, question=asked)
    workshops = [stage.sessions[key] for key in ("reemploi", "reseau")]
    appraise(
        stage.director,
        indicator=version.indicator,
        year=YEAR,
        grade=FOLLOWED.scale.index("en partie") + 1,
        text=FOLLOWED_IN_PART,
        evidence=[
            *(Evidence("figure", code=code, year=YEAR) for code in FOLLOWED_BY),
            *(Evidence("session", number=one.pk) for one in workshops),
        ],
    )
