"""What came out of the network in 2023: papers, proposals, answers, the roadmap, its restitution.

The report tells what was debated; the action sheet, what was to be written. What was written is in
neither: texts, proposals and days are reconstructed, and say so (`demo/data/outcomes.toml`).
"""

from typing import Any

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.gatherings.actions import (
    add_measure,
    add_output,
    answer_proposal,
    create_roadmap,
    make_proposal,
    name_axis,
    open_roadmap_link,
    prepare_restitution,
    publish_restitution,
    step_measure,
)
from probant.gatherings.actions.proposals import ADVANCES
from probant.gatherings.models import Proposal, Roadmap

AUTHORITY = "dijon-metropole"


def play(stage: Stage) -> None:
    """Write the papers, follow each proposal, draw up the roadmap, give it back."""
    told = data("outcomes")
    for row in told["outputs"]:
        _paper(stage, row)
    proposals = {row["key"]: _proposal(stage, row) for row in told["proposals"]}
    roadmap = _roadmap(stage, told, proposals)
    _give_back(stage, told["restitution"], roadmap)


def _paper(stage: Stage, row: dict[str, Any]) -> None:
    add_output(
        stage.actor,
        session=stage.sessions[row["session"]] if "session" in row else None,
        event=stage.events[row["event"]] if "event" in row else None,
        kind=row["kind"],
        title=row["title"],
        dated_on=row["dated_on"],
        text=row["text"],
        audience=row["audience"],
        declared_on=row["dated_on"],
    )


def _proposal(stage: Stage, row: dict[str, Any]) -> Proposal:
    proposal = make_proposal(
        stage.actor,
        house_id=stage.house.pk,
        made_on=row["made_on"],
        session=stage.sessions[row["session"]],
        title=row["title"],
        text=row["text"],
        group=row.get("group", ""),
        organisation=stage.organisations.get(row.get("organisation", "")),
        theme=row["theme"],
        declared_on=row["made_on"],
    )
    for status, day in row["steps"].items():
        ADVANCES[status](stage.actor, proposal=proposal, occurred_on=day, declared_on=day)
    answer = row.get("answer")
    if answer:
        answer_proposal(
            stage.actor,
            proposal=proposal,
            organisation=stage.organisations[AUTHORITY],
            occurred_on=answer["on"],
            text=answer["text"],
            declared_on=answer["on"],
        )
    return proposal


def _roadmap(stage: Stage, told: dict[str, Any], proposals: dict[str, Proposal]) -> Roadmap:
    plan = told["roadmap"]
    day = plan["drawn_up_on"]
    roadmap = create_roadmap(
        stage.actor,
        house_id=stage.house.pk,
        programme=stage.programmes["reseau-acteurs"],
        title=plan["title"],
        presentation=plan["presentation"],
        place_code=plan["place_code"],
        place_name=plan["place_name"],
        starts_on=plan["starts_on"],
        ends_on=plan["ends_on"],
        is_public=True,
        partners=[stage.organisations[key] for key in plan["partners"]],
        declared_on=day,
    )
    for row in told["axes"]:
        axis = name_axis(stage.actor, roadmap=roadmap, title=row["title"], declared_on=day)
        for one in row["measures"]:
            measure = add_measure(
                stage.actor,
                axis=axis,
                title=one["title"],
                due_on=one["due_on"],
                holders=[stage.organisations[key] for key in one["holders"]],
                proposals=[proposals[key] for key in one["proposals"]],
                declared_on=day,
            )
            for step in one["steps"]:
                step_measure(
                    stage.actor,
                    measure=measure,
                    state=step["state"],
                    percent=step["percent"],
                    occurred_on=step["on"],
                    declared_on=step["on"],
                )
    open_roadmap_link(stage.actor, roadmap=roadmap)
    return roadmap


def _give_back(stage: Stage, row: dict[str, Any], roadmap: Roadmap) -> None:
    restitution = prepare_restitution(
        stage.actor,
        house_id=stage.house.pk,
        programme=stage.programmes["reseau-acteurs"],
        roadmap=roadmap,
        **row,
    )
    publish_restitution(stage.actor, restitution=restitution)
