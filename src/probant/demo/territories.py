"""Three territories; the long one, Ouche et Montagne, from 2020 to the start of its recyclerie.

Years and steps: PES 21, rapport d'activité 2023, pages 5 and 6; days are reconstructed, but for
those that the press gives. The evening workshops are "une dizaine", with "près de trente" actors.
"""

import datetime

from probant.demo.places import placed
from probant.demo.stage import Stage
from probant.gatherings.actions import hold_session, plan_session, take_headcount
from probant.support.actions import open_case, reach_milestone, reach_phase, record_birth
from probant.support.models import Case

Day = datetime.date
TERRITORIES = (
    (
        "ouche-montagne",
        Day(2020, 9, 15),
        (
            ("mobilisation", Day(2020, 10, 15)),
            ("diagnostic", Day(2021, 11, 16)),
            ("faisabilite", Day(2023, 6, 20)),
            ("creation", Day(2023, 12, 12)),
        ),
    ),
    (
        "is-sur-tille",
        Day(2023, 2, 14),
        (("mobilisation", Day(2023, 4, 18)), ("diagnostic", Day(2023, 10, 10))),
    ),
    (
        "saulieu",
        Day(2023, 1, 24),
        (("mobilisation", Day(2023, 3, 28)), ("opportunite", Day(2023, 9, 26))),
    ),
)
#: Ouche et Montagne: what was finished or decided, and when.
MILESTONES = (
    ("diagnostic-territoire", Day(2022, 3, 22)),
    ("decision-elus", Day(2022, 12, 8)),
    ("etude-faisabilite", Day(2023, 9, 19)),
    ("charte-cooperation", Day(2023, 10, 17)),
    ("statuts", Day(2023, 11, 21)),
    ("assemblee-constitutive", Day(2023, 12, 12)),
    ("demarrage", Day(2024, 1, 9)),
)
EVENINGS = (
    (Day(2023, 2, 7), "le lieu et le local"),
    (Day(2023, 3, 7), "ancrage et rayonnement"),
    (Day(2023, 4, 4), "le modèle économique"),
    (Day(2023, 5, 9), "les flux et les volumes"),
    (Day(2023, 6, 6), "la gouvernance"),
    (Day(2023, 7, 4), "le modèle juridique"),
    (Day(2023, 9, 5), "la charte de coopération"),
    (Day(2023, 10, 3), "les valeurs"),
    (Day(2023, 11, 7), "les statuts"),
    (Day(2023, 12, 5), "préparer l’assemblée constitutive"),
)
ACTORS_REACHED = 28  # "près de trente", estimated, at the first evening
PLACE = "200039055"


def play(stage: Stage) -> dict[str, Case]:
    """Play the territories through the same actions as the screens; the cases by key."""
    cases = {key: _territory(stage, key, opened, steps) for key, opened, steps in TERRITORIES}
    _evenings(stage)
    return cases


def _territory(stage: Stage, key: str, opened_on: Day, steps: tuple[tuple[str, Day], ...]) -> Case:
    organisation = stage.organisations[key]
    case = open_case(
        stage.actor,
        programme=stage.programmes["generateur"],
        organisation=organisation,
        **placed(organisation.place_code),
        opened_on=opened_on,
        referent=stage.users["accompagnement"],
        declared_on=opened_on,
    )
    for code, day in steps:
        reach_phase(
            stage.actor,
            case=case,
            phase=stage.phases["generateur", code],
            occurred_on=day,
            declared_on=day + datetime.timedelta(days=2),
        )
    if key != "ouche-montagne":
        return case
    for code, day in MILESTONES:
        reach_milestone(
            stage.actor,
            case=case,
            milestone=code,
            occurred_on=day,
            declared_on=day + datetime.timedelta(days=2),
        )
    record_birth(
        stage.actor,
        case=case,
        born_on=Day(2023, 12, 12),
        organisation=stage.organisations["la-boucle"],
        declared_on=Day(2023, 12, 14),
    )
    return case


def _evenings(stage: Stage) -> None:
    for number, (day, subject) in enumerate(EVENINGS):
        session = plan_session(
            stage.actor,
            kind=stage.kinds["atelier"],
            programme=stage.programmes["generateur"],
            title=f"Atelier en soirée : {subject}",
            starts_on=day,
            place_code=PLACE,
            declared_on=day - datetime.timedelta(days=20),
        )
        known = day + datetime.timedelta(days=1)
        hold_session(stage.actor, session=session, declared_on=known)
        if not number:
            take_headcount(
                stage.actor,
                session=session,
                headcount=ACTORS_REACHED,
                method="estimated",
                declared_on=known,
            )
