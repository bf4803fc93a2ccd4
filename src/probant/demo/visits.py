"""Appointments of the DLA and of the territories, who stood in for whom, and what comes next.

The three learning visits of Saulieu, what is discussed at Is-sur-Tille and the premises visited in
Ouche et Montagne are told by the report, page 5 and 6; their days are reconstructed. The rest is
invented. What comes next is dated from the day on which the demonstration is built.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from probant.demo.days import Day, after, working
from probant.demo.dla import DIAGNOSED, LATE_ACCUEILS, WELCOMED
from probant.demo.door import STRANGER
from probant.demo.names import data
from probant.demo.projects import meet, tick_steps
from probant.demo.stage import Stage
from probant.support.actions import Meeting, add_partner, plan_appointment, receive_request
from probant.support.actions.hand_overs import hand_over
from probant.support.actions.tasks import add_task
from probant.support.models import Case

LAST = Day(2023, 12, 21)
SUMMER = (Day(2023, 8, 7), Day(2023, 8, 25))


def play(
    stage: Stage, structures: dict[int, Case], projects: list[Case], places: dict[str, Case]
) -> None:
    """Appointments of the year, the summer's replacement, then the days to come."""
    told = {path["place"] for path in data("dla_paths")["path"]}
    for place in sorted(set(range(WELCOMED)) - set(LATE_ACCUEILS)):
        case = structures[place]
        for row in data("visits")["dla"][: 1 + (place < DIAGNOSED)]:
            _meet(stage, case, working(min(after(case.opened_on, row["after"]), LAST)), row)
        if place in told:
            tick_steps(stage, case, case.opened_on, 12, 12)
    for row in data("visits")["territories"]:
        _meet(stage, places[row["key"]], row["day"], row)
    for key, part in (("la-boucle", "partner"), ("cress", "expert")):
        add_partner(
            stage.actor,
            case=places["ouche-montagne"],
            organisation=stage.organisations[key],
            part=part,
            starts_on=Day(2023, 12, 12),
        )
    hand_over(
        stage.actor,
        from_user=stage.users["accompagnement"],
        to_user=stage.users["direction"],
        starts_on=SUMMER[0],
        ends_on=SUMMER[1],
    )
    _to_come(stage, projects, places)


def _to_come(stage: Stage, projects: list[Case], places: dict[str, Case]) -> None:
    """This week and the next: appointments planned, tasks, a request that waits."""
    today = timezone.localdate()
    cases: dict[int | str, Case] = dict(enumerate(projects))
    for name, case in places.items():
        cases[name] = case
    for number, row in enumerate(data("visits")["to_come"]):
        case = cases[row["case"]]
        plan_appointment(
            stage.actor,
            case=case,
            meeting=Meeting(
                planned_on=_open_day(today, number),
                starts_time=datetime.time(9 + number, 0),
                minutes=60,
                mode=row["mode"],
                subject=row["subject"],
                ours=[stage.users["accompagnement"]],
                theirs=[member.person for member in case.members.select_related("person")[:1]],
            ),
        )
    for row in data("visits")["tasks"]:
        add_task(
            stage.actor,
            case=cases[row["case"]],
            what=row["what"],
            due_on=today + datetime.timedelta(days=row["days"]),
            assigned=stage.users["accompagnement"],
        )
    receive_request(
        STRANGER,
        house=stage.house,
        kind="project",
        name="Cuisine mobile de quartier (projet fictif)",
        given_name="Alma",
        family_name="Bernier",
        email="demande@exemple.fr",
        place_name="Chenôve",
        words="Nous voulons cuisiner avec les habitants, de place en place. À qui en parler ?",
        origin="site",
        declared_on=today - datetime.timedelta(days=2),
    )


def _meet(stage: Stage, case: Case, day: Day, row: Mapping[str, Any]) -> None:
    words = row.get("words", "")
    meet(stage, case, day, row["mode"], row["minutes"], row["subject"], words)


def _open_day(today: Day, number: int) -> Day:
    """A working day from today on; two appointments a day at most."""
    day = today + datetime.timedelta(days=number // 2)
    return after(day, 7 - day.weekday()) if day.weekday() > 4 else day
