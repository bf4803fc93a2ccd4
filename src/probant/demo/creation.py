"""Creation and territories in 2023: 56 projects welcomed, 26 supported, 5 born, 9 jobs.

Figures and named places: PES 21, rapport d'activité 2023, pages 5, 6 and 9.
"""

import datetime
from typing import TypedDict

from probant.demo.names import data, fictitious
from probant.demo.stage import Stage
from probant.directory.models import Territory
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
TERRITORIES = (
    (
        "ouche-montagne",
        Day(2022, 12, 8),
        (("faisabilite", Day(2023, 6, 20)), ("creation", Day(2023, 12, 12))),
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


def play(stage: Stage) -> None:
    """Play creation and territories through the same actions as the screens."""
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
    for key, opened_on, steps in TERRITORIES:
        _territory(stage, key, opened_on, steps)


def _welcome(stage: Stage, number: int) -> Case:
    titles, places = data("fictitious")["projects"], data("fictitious")["places"]
    series = number // len(titles) + 1
    suffix = f" {series}" if series > 1 else ""
    day = Day(2023, 1, 10) + datetime.timedelta(days=number * 6)
    return log_accueil(
        stage.actor,
        programme=stage.programmes["creation"],
        project_title=f"{titles[number % len(titles)]}{suffix} (projet fictif)",
        **_place(places[number % len(places)]),
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


def _territory(stage: Stage, key: str, opened_on: Day, steps: tuple[tuple[str, Day], ...]) -> None:
    organisation = stage.organisations[key]
    case = open_case(
        stage.actor,
        programme=stage.programmes["generateur"],
        organisation=organisation,
        **_place(organisation.place_code),
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
    if key == "ouche-montagne":
        record_birth(
            stage.actor,
            case=case,
            born_on=Day(2023, 12, 12),
            organisation=stage.organisations["la-boucle"],
            declared_on=Day(2023, 12, 14),
        )


class Placed(TypedDict, total=False):
    """Where a case is, as the actions take it."""

    place_code: str
    place_vintage: int
    place_name: str


def _place(code: str) -> Placed:
    place = Territory.objects.filter(code=code).order_by("-vintage").first()
    if place is None:
        return {"place_code": code}
    return {"place_code": code, "place_vintage": place.vintage, "place_name": place.name}
