"""Shared diagnoses, the support committee and the plans of the DLA.

The words of the diagnoses are invented, on structures that are: `data/dla_paths.toml`.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.actions import create_person
from probant.support.actions import (
    add_member,
    add_plan_item,
    agree_plan,
    give_opinion,
    hold_committee,
    plan_committee,
    put_on_agenda,
    save_diagnosis,
    settle_plan_item,
    sign_diagnosis,
)
from probant.support.actions.diagnoses import YearDraft
from probant.support.models import Case, Mission, PlanItem

Day = datetime.date
#: The days on which the support committee sat.
COMMITTEES = (Day(2023, 3, 30), Day(2023, 5, 11), Day(2023, 6, 29), Day(2023, 9, 21))
SECTIONS = (
    "identity",
    "project",
    "governance",
    "jobs",
    "economy",
    "strengths",
    "weaknesses",
    "needs",
    "plan",
)
USUAL_WORDS = "Avis favorable."


def committee_after(day: Day) -> Day:
    """The first committee that a diagnosis signed on a day can go to."""
    return next(sitting for sitting in COMMITTEES if sitting >= day)


def diagnose(stage: Stage, case: Case, path: Mapping[str, Any], signed_on: Day) -> None:
    """Write the diagnosis of a case; its president signs it, and its jobs are counted."""
    assert case.organisation is not None
    people = [
        create_person(
            stage.actor,
            given_name=path[part][0],
            family_name=path[part][1],
            organisation=case.organisation,
            title=path[part][2],
            is_fictitious=True,
            declared_on=case.opened_on,
        )
        for part in ("president", "lead")
    ]
    for person, part in zip(people, ("holder", "co_holder"), strict=True):
        add_member(stage.actor, case=case, person=person, part=part, starts_on=case.opened_on)
    stated_on = signed_on - datetime.timedelta(days=14)
    save_diagnosis(
        stage.actor,
        case=case,
        values={
            **{name: path[name] for name in SECTIONS},
            "headcount": path["headcount"],
            "fte_hundredths": path["headcount"] * path["fte"],
            "stated_on": stated_on,
        },
        years=[
            YearDraft(year, charges * 100, products * 100, own * 100)
            for year, charges, products, own in path["years"]
        ],
        declared_on=stated_on,
    )
    sign_diagnosis(
        stage.actor,
        case=case,
        signed_on=signed_on,
        signer=people[0],
        capacity=path["president"][2],
        declared_on=signed_on,
    )


def plan_path(stage: Stage, case: Case, path: Mapping[str, Any], agreed_on: Day) -> list[PlanItem]:
    """The plan that the structure agrees to."""
    items = [
        add_plan_item(
            stage.actor,
            case=case,
            nature=nature,
            title=title,
            due_on=agreed_on + datetime.timedelta(days=90 + 30 * number),
            declared_on=agreed_on,
        )
        for number, (nature, title) in enumerate(path["steps"])
    ]
    agree_plan(stage.actor, case=case, agreed_on=agreed_on, declared_on=agreed_on)
    return items


def settle_plan(stage: Stage, items: list[PlanItem], mission: Mission, ended_on: Day) -> None:
    """The mission carries out its line; the next one is done too, what comes after waits."""
    for number, item in enumerate(items[:2]):
        settle_plan_item(
            stage.actor,
            item=item,
            state="done",
            settled_on=ended_on + datetime.timedelta(days=number),
            mission=mission if not number else None,
        )


def sit(stage: Stage, day: Day, cases: list[tuple[Case, Mapping[str, Any] | None]]) -> None:
    """A sitting of the support committee: its agenda, who was there, an opinion on each case."""
    people = data("people")
    meeting = plan_committee(
        stage.actor,
        house=stage.house,
        planned_on=day,
        place="12 avenue Gustave Eiffel, Dijon",
        declared_on=day - datetime.timedelta(days=21),
    )
    items = [
        put_on_agenda(
            stage.actor, meeting=meeting, case=case, declared_on=day - datetime.timedelta(days=3)
        )
        for case, _ in cases
    ]
    hold_committee(
        stage.actor,
        meeting=meeting,
        held_on=day,
        present=people["committee"],
        excused=people["committee_excused"],
        president=people["committee"][0],
        secretary="Camille Mission",
        declared_on=day,
    )
    meeting.refresh_from_db()
    for item, (_, path) in zip(items, cases, strict=True):
        item.meeting = meeting
        give_opinion(
            stage.actor,
            item=item,
            opinion=path["opinion"] if path else "favourable",
            words=path["words"] if path else USUAL_WORDS,
            declared_on=day,
        )
