"""The engineering of the DLA: providers, the fund, and a mission from its terms to its evaluation.

Providers, offers, amounts and marks are invented; so is the fund. What the documents tell of
missions (their number, the two providers named) stands in `demo.dla`.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from probant.demo.names import MARK, data
from probant.demo.stage import OPENED_ON, Stage
from probant.directory.actions import create_organisation
from probant.directory.models import Organisation
from probant.funding.actions import set_engineering_fund
from probant.support.actions import (
    choose_provider,
    consult_provider,
    contract_mission,
    end_mission,
    evaluate_mission,
    expect_deliverable,
    plan_mission_session,
    prepare_mission,
    receive_deliverable,
    record_offer,
    register_provider,
    set_consultation_rule,
    take_finding_on,
    take_mission_attendance,
)
from probant.support.models import Case, Mission

Day = datetime.date
FUND = (("Fonds d’ingénierie de l’État et de la Région (montant fictif)", 5_400_000),)
CONSULTED_AT_LEAST = 3
DAY_RATES = (88_000, 91_000, 95_000)  # cents a day, of invented offers
COLLECTIVE_RATES, COLLECTIVE_BUDGET = (95_000, 98_000, 105_000), 320_000


@dataclass(frozen=True)
class Course:
    """A mission as one writes it down: its terms, who was asked, what came, how it went.

    `offers`: (cents, hundredths of a day) of each provider, None where it declined.
    """

    title: str
    skill: str
    terms: str
    budget_cents: int
    providers: Sequence[str]
    offers: Sequence[tuple[int, int] | None]
    chosen: int
    reasons: str
    deliverable: str
    lasts_days: int
    cost_cents: int
    marks: tuple[int, int] | None = None
    said: str = ""
    noted: str = ""
    over: str = ""
    sessions: Sequence[str] = field(default=("Lancement à trois", "Point à mi-parcours"))


def set_up(stage: Stage) -> None:
    """The register of providers, the rule of consultation and the envelope of the year."""
    for row in data("dla_paths")["provider"]:
        organisation = create_organisation(
            actor=stage.actor,
            name=f"{row['name']} {MARK}",
            family=row["family"],
            theme="appui",
            place_code="21231",
            is_fictitious=True,
            declared_on=OPENED_ON,
        )
        stage.organisations[row["key"]] = organisation
        register_provider(
            stage.actor,
            house_id=stage.house.pk,
            organisation=organisation,
            skills=row["skills"],
            day_rate_cents=row["day_rate"] * 100,
            presentation=row["presentation"],
        )
    for key, skills in (("choucard", ("employer",)), ("decalages", ("employer", "organisation"))):
        register_provider(
            stage.actor,
            house_id=stage.house.pk,
            organisation=stage.organisations[key],
            skills=skills,
        )
    set_consultation_rule(
        stage.director,
        programme=stage.programmes["dla"],
        providers_at_least=CONSULTED_AT_LEAST,
        in_force_from=Day(2023, 1, 1),
    )
    for label, cents in FUND:
        set_engineering_fund(
            actor=stage.actor,
            programme=stage.programmes["dla"],
            year=2023,
            label=label,
            amount_cents=cents,
            declared_on=Day(2023, 1, 9),
        )


def course_of(path: Mapping[str, Any]) -> Course:
    """The mission of a path of `data/dla_paths.toml`."""
    offers = [(offer[0] * 100, offer[1]) if offer else None for offer in path["offers"]]
    return Course(
        title=path["mission"],
        skill=path["skill"],
        terms=path["terms"],
        budget_cents=path["budget"] * 100,
        providers=path["providers"],
        offers=offers,
        chosen=path["chosen"],
        reasons=path["reasons"],
        deliverable=path["deliverable"],
        lasts_days=40,
        cost_cents=path["cost"] * 100,
        marks=(path["marks"][0], path["marks"][1]),
        said=path["said"],
        noted=path["noted"],
        over=path.get("over", ""),
    )


def plain_course(number: int, title: str, skill: str, hundredths: int) -> Course:
    """The mission of a case that the demonstration tells less of."""
    keys = [row["key"] for row in data("dla_paths")["provider"]]
    asked = [keys[(number + step) % len(keys)] for step in range(CONSULTED_AT_LEAST)]
    offers = [(rate * hundredths // 100, hundredths) for rate in DAY_RATES]
    return Course(
        title=title,
        skill=skill,
        terms="Objet, livrables, nombre de jours et calendrier convenus avec la structure.",
        budget_cents=offers[-1][0],
        providers=asked,
        offers=offers,
        chosen=0,
        reasons="Offre la moins chère, à méthode comparable.",
        deliverable="Compte rendu et recommandations",
        lasts_days=75,
        cost_cents=offers[0][0],
    )


def carry_out(stage: Stage, case: Case, course: Course, begun_on: Day) -> Mission:
    """A whole individual mission: terms two days after `begun_on`, contract three weeks after."""
    actor, programme = stage.actor, stage.programmes["dla"]
    asked_on, answered_on, chosen_on, signed_on = (
        begun_on + datetime.timedelta(days=days) for days in (2, 12, 17, 21)
    )
    days = next(offer[1] for offer in course.offers if offer is not None)
    chosen = course.offers[course.chosen]
    assert chosen is not None
    mission = prepare_mission(
        actor,
        programme=programme,
        title=course.title,
        kind="individual",
        case=case,
        skill=course.skill,
        terms=course.terms,
        budget_cents=course.budget_cents,
        days_hundredths=days,
        declared_on=asked_on,
    )
    providers = [stage.organisations[key] for key in course.providers]
    consult(stage, mission, providers, course.offers, asked_on, answered_on)
    choose_provider(
        actor,
        mission=mission,
        provider=providers[course.chosen],
        chosen_on=chosen_on,
        reasons=course.reasons,
        declared_on=chosen_on,
    )
    contract_mission(
        actor,
        programme=programme,
        title=course.title,
        kind="individual",
        case=case,
        mission=mission,
        provider=providers[course.chosen],
        contracted_on=signed_on,
        starts_on=signed_on + datetime.timedelta(days=7),
        days_hundredths=chosen[1],
        cost_cents=course.cost_cents,
        declared_on=signed_on,
    )
    if course.over:
        take_finding_on(
            actor,
            mission=mission,
            code="mission.over_budget",
            gap_cents=course.cost_cents - course.budget_cents,
            reason=course.over,
        )
    _live(stage, mission, case, course, signed_on)
    return mission


def consult(
    stage: Stage,
    mission: Mission,
    providers: Sequence[Organisation],
    offers: Sequence[tuple[int, int] | None],
    asked_on: Day,
    answered_on: Day,
    known_on: Day | None = None,
) -> None:
    """Ask providers, and note what each answered; on the day, unless it was known later."""
    for provider, offer in zip(providers, offers, strict=True):
        consult_provider(
            stage.actor,
            mission=mission,
            provider=provider,
            asked_on=asked_on,
            declared_on=known_on or asked_on,
        )
        record_offer(
            stage.actor,
            mission=mission,
            provider=provider,
            received_on=answered_on,
            answer="offer" if offer else "declined",
            amount_cents=offer[0] if offer else None,
            days_hundredths=offer[1] if offer else None,
            declared_on=known_on or answered_on,
        )


def prepare_collective(
    stage: Stage,
    *,
    title: str,
    skill: str,
    consulted: Sequence[str],
    chosen: str,
    signed_on: Day,
    known_on: Day,
) -> Mission:
    """A collective mission up to the choice of its provider, told on the day it was known."""
    asked_on, answered_on, chosen_on = (
        signed_on - datetime.timedelta(days=days) for days in (35, 21, 10)
    )
    late = known_on > signed_on + datetime.timedelta(days=30)
    mission = prepare_mission(
        stage.actor,
        programme=stage.programmes["dla"],
        title=title,
        kind="collective",
        skill=skill,
        terms="Trois journées, de trois à six structures, un outil remis à chacune.",
        budget_cents=COLLECTIVE_BUDGET,
        days_hundredths=300,
        capacity=6,
        declared_on=known_on if late else asked_on,
    )
    consult(
        stage,
        mission,
        [stage.organisations[key] for key in consulted],
        [(rate * 3, 300) for rate in COLLECTIVE_RATES[: len(consulted)]],
        asked_on,
        answered_on,
        known_on if late else None,
    )
    choose_provider(
        stage.actor,
        mission=mission,
        provider=stage.organisations[chosen],
        chosen_on=chosen_on,
        reasons="Méthode la plus active, prix dans le budget.",
        declared_on=known_on if late else chosen_on,
    )
    return mission


def gather(
    stage: Stage, mission: Mission, cases: Sequence[Case], titles: Sequence[str], signed_on: Day
) -> None:
    """The sessions of a collective mission, each with the structures that joined; then its end."""
    for number, title in enumerate(titles):
        day = signed_on + datetime.timedelta(days=14 + 28 * number)
        session = plan_mission_session(
            stage.actor,
            mission=mission,
            planned_on=day,
            title=title,
            minutes=420,
            place_label="12 avenue Gustave Eiffel, Dijon",
            declared_on=signed_on + datetime.timedelta(days=8),
        )
        take_mission_attendance(stage.actor, session=session, cases=cases, declared_on=day)
    if titles:
        ended_on = signed_on + datetime.timedelta(days=14 + 28 * len(titles))
        end_mission(stage.actor, mission=mission, ended_on=ended_on, declared_on=ended_on)


def _live(stage: Stage, mission: Mission, case: Case, course: Course, signed_on: Day) -> None:
    """Sessions, the deliverable, the end and, where somebody told it, the evaluation."""
    actor = stage.actor
    ended_on = signed_on + datetime.timedelta(days=course.lasts_days)
    for number, title in enumerate(course.sessions):
        day = signed_on + datetime.timedelta(days=7 + number * (course.lasts_days - 14))
        session = plan_mission_session(
            actor,
            mission=mission,
            planned_on=day,
            title=title,
            minutes=180,
            place_label="Dans la structure",
            declared_on=signed_on,
        )
        take_mission_attendance(actor, session=session, cases=[case], declared_on=day)
    due = expect_deliverable(
        actor, mission=mission, title=course.deliverable, due_on=ended_on, declared_on=signed_on
    )
    receive_deliverable(
        actor,
        deliverable=due,
        received_on=ended_on - datetime.timedelta(days=3),
        declared_on=ended_on,
    )
    end_mission(actor, mission=mission, ended_on=ended_on, declared_on=ended_on)
    if course.marks is None:
        return
    for by, mark, words, days in (
        ("structure", course.marks[0], course.said, 1),
        ("officer", course.marks[1], course.noted, 3),
    ):
        day = ended_on + datetime.timedelta(days=days)
        evaluate_mission(
            actor,
            mission=mission,
            by=by,
            mark=mark,
            evaluated_on=day,
            case=case,
            words=words,
            declared_on=day,
        )
