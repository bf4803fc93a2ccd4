"""What came out of gatherings, drawn at random beside a random year."""

import datetime
from typing import Any

from probant.gatherings.models import (
    Measure,
    MeasureStepped,
    Output,
    OutputMade,
    Proposal,
    ProposalAnswer,
    ProposalAnswered,
    ProposalReached,
    Roadmap,
    RoadmapAxis,
)
from probant.indicators.tests.random_year import YEAR, RandomYear

DAY = datetime.date(YEAR, 1, 1)
STATUSES = ("made", "examined", "retained", "set_aside", "carried_out")


def draw_outcomes(year: RandomYear) -> None:
    """Papers, proposals at any status, answers, steps of measures; all by the journal."""
    for number in range(60):
        _draw_paper(year, number)
        _draw_proposal(year, number)
    roadmap = Roadmap.objects.create(house=year.house, title="R", starts_on=DAY, ends_on=DAY)
    axis = RoadmapAxis.objects.create(roadmap=roadmap, title="A", position=1)
    for number in range(30):
        _draw_measure(year, roadmap, axis, number)


def _draw_paper(year: RandomYear, number: int) -> None:
    kind = year.draw.choice(Output.Kind.values)
    session = year.house.sessions.order_by("pk")[number]
    paper = Output.objects.create(
        house=year.house, session=session, kind=kind, title=str(number), dated_on=DAY, seq=1
    )
    year.record(
        lambda on: _filed(OutputMade(output=paper, output_kind=kind, occurred_on=on), session)
    )


def _filed(fact: Any, session: Any) -> Any:
    fact.came_out_of(session)
    return fact


def _draw_proposal(year: RandomYear, number: int) -> None:
    proposal = Proposal.objects.create(
        house=year.house, title=str(number), group="Groupe", made_on=DAY
    )
    for status in year.draw.sample(STATUSES, year.draw.randint(1, 3)):

        def reached(on: datetime.date, status: str = status) -> ProposalReached:
            return ProposalReached(proposal=proposal, status=status, occurred_on=on)

        year.record(reached)
    for _ in range(year.draw.randint(0, 2)):
        who = year.draw.choice(year.organisations)
        answer = ProposalAnswer.objects.create(proposal=proposal, organisation=who, text="Oui.")

        def answered(on: datetime.date, answer: ProposalAnswer = answer) -> ProposalAnswered:
            return ProposalAnswered(proposal=proposal, answer=answer, occurred_on=on)

        year.record(answered)


def _draw_measure(year: RandomYear, roadmap: Roadmap, axis: RoadmapAxis, number: int) -> None:
    measure = Measure.objects.create(axis=axis, code=str(number), title="M", position=number)
    for _ in range(year.draw.randint(1, 3)):
        state = year.draw.choice(("under_way", "done", "dropped"))

        def stepped(on: datetime.date, state: str = state) -> MeasureStepped:
            percent = 100 if state == "done" else 40
            return MeasureStepped(
                roadmap=roadmap, measure=measure, state=state, percent=percent, occurred_on=on
            )

        year.record(stepped)
