"""Creation in 2023: 56 projects welcomed, 26 supported, 5 born, 9 jobs.

Figures and named places: PES 21, rapport d'activité 2023, pages 5, 6 and 9.
"""

import datetime

from probant.demo.names import data, fictitious
from probant.demo.places import placed
from probant.demo.stage import Stage
from probant.support.actions import (
    log_accueil,
    open_case,
    reach_phase,
    record_birth,
    record_jobs,
)
from probant.support.models import Case

Day = datetime.date
WELCOMED, SUPPORTED = 56, 26
JOBS_BY_BIRTH = (2, 1, 2, 2, 1)  # 8 in the five structures born, and the part-time job of 2023


def play(stage: Stage) -> list[Case]:
    """Play creation through the same actions as the screens; the cases in their order."""
    cases = [_welcome(stage, number) for number in range(WELCOMED)]
    for number, case in enumerate(cases[:SUPPORTED]):
        day = min(case.opened_on + datetime.timedelta(days=35), Day(2023, 12, 15))
        reach_phase(
            stage.actor,
            case=case,
            phase=stage.phases["creation", "accompagnement"],
            occurred_on=day,
            declared_on=day + datetime.timedelta(days=number % 6),
        )
    _births(stage, cases)
    _existing(stage)
    return cases


def _welcome(stage: Stage, number: int) -> Case:
    titles, places = data("fictitious")["projects"], data("fictitious")["places"]
    series = number // len(titles) + 1
    suffix = f" {series}" if series > 1 else ""
    day = Day(2023, 1, 10) + datetime.timedelta(days=number * 6)
    return log_accueil(
        stage.actor,
        programme=stage.programmes["creation"],
        project_title=f"{titles[number % len(titles)]}{suffix} (projet fictif)",
        **placed(places[number % len(places)]),
        occurred_on=day,
        referent=stage.users["accompagnement"],
        declared_on=day + datetime.timedelta(days=number % 4),
    )


def _births(stage: Stage, cases: list[Case]) -> None:
    for number, row in enumerate(data("fictitious")["created"]):
        day = Day(2023, 5, 15) + datetime.timedelta(days=number * 45)
        record_birth(
            stage.actor,
            case=cases[number],
            born_on=day,
            identity=fictitious(row),
            declared_on=day + datetime.timedelta(days=3),
        )
        cases[number].refresh_from_db()
        record_jobs(
            stage.actor,
            case=cases[number],
            kind="created",
            headcount=JOBS_BY_BIRTH[number],
            occurred_on=day + datetime.timedelta(days=20),
            declared_on=day + datetime.timedelta(days=25),
        )


def _existing(stage: Stage) -> None:
    """Burn Out Dijon: an association of 2021, supported over 24 months, a part-time job in 2023."""
    case = open_case(
        stage.actor,
        programme=stage.programmes["creation"],
        organisation=stage.organisations["burn-out-dijon"],
        opened_on=Day(2022, 12, 6),
        declared_on=Day(2022, 12, 6),
    )
    record_jobs(
        stage.actor,
        case=case,
        kind="created",
        headcount=1,
        fte_hundredths=50,
        occurred_on=Day(2023, 9, 4),
        declared_on=Day(2023, 9, 6),
    )
