"""What comes out of gatherings, for each figure of outcomes and roadmaps to count once."""

from typing import Any

from probant.gatherings import actions as gatherings
from probant.gatherings.actions.proposals import ADVANCES
from probant.gatherings.models import MeasureStepped, OutputMade, ProposalAnswered, ProposalReached
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One
from probant.programmes.actions import adopt_session_kinds

WHY: Any = {"code": "error", "reason": "essai"}


def proposed(*statuses: str, answered: bool = False) -> Made:
    """A proposal of a structure that goes through statuses, all on the day; its last fact."""

    def make(one: One) -> Any:
        desk = one.desk
        proposal = gatherings.make_proposal(
            desk.officer,
            house_id=desk.house.pk,
            made_on=one.on,
            title=f"Proposition {one.lag}",
            organisation=one.sheet,
        )
        fact: Any = ProposalReached.objects.get(proposal=proposal)
        for status in statuses:
            fact = ADVANCES[status](desk.officer, proposal=proposal, occurred_on=one.on)
        if answered:
            fact = gatherings.answer_proposal(
                desk.officer,
                proposal=proposal,
                organisation=one.sheet,
                occurred_on=one.on,
                text="Oui.",
            )
        return fact

    return make


def wrote(kind: str) -> Made:
    """A paper that came out of a workshop."""

    def make(one: One) -> OutputMade:
        desk = one.desk
        (found,) = adopt_session_kinds(desk.direction, house_id=desk.house.pk, codes=["atelier"])
        session = gatherings.plan_session(
            desk.officer, kind=found, title=f"Séance {one.lag}", starts_on=one.on
        )
        paper = gatherings.add_output(
            desk.officer, session=session, kind=kind, title="Écrit", dated_on=one.on, text="Dit."
        )
        return OutputMade.objects.get(output=paper)

    return make


def advanced(state: str, percent: int) -> Made:
    """A measure of a roadmap of its own takes a step."""

    def make(one: One) -> MeasureStepped:
        desk = one.desk
        plan = gatherings.create_roadmap(
            desk.officer,
            house_id=desk.house.pk,
            title=f"Route {one.lag}",
            starts_on=one.on,
            ends_on=one.on,
        )
        axis = gatherings.name_axis(desk.officer, roadmap=plan, title="Axe")
        measure = gatherings.add_measure(desk.officer, axis=axis, title="Mesure")
        return gatherings.step_measure(
            desk.officer, measure=measure, state=state, percent=percent, occurred_on=one.on
        )

    return make


def _off_the_proposal(desk: Desk, fact: Any) -> None:
    gatherings.void_proposal_fact(desk.officer, fact=fact, **WHY)


def _withdrawn(desk: Desk, fact: OutputMade) -> None:
    gatherings.withdraw_output(desk.officer, output=fact.output, by_mistake=True)


def _off_the_measure(desk: Desk, fact: MeasureStepped) -> None:
    gatherings.void_step(desk.officer, fact=fact, **WHY)


TAKEN_BACK |= {
    ProposalReached: _off_the_proposal,
    ProposalAnswered: _off_the_proposal,
    OutputMade: _withdrawn,
    MeasureStepped: _off_the_measure,
}
OUTCOMES: dict[str, Made] = {
    "outcomes.proposals_made": proposed(),
    "outcomes.proposals_examined": proposed("examined"),
    "outcomes.proposals_retained": proposed("examined", "retained"),
    "outcomes.proposals_set_aside": proposed("examined", "set_aside"),
    "outcomes.proposals_carried_out": proposed("examined", "retained", "carried_out"),
    "outcomes.proposals_answered": proposed(answered=True),
    "outcomes.outputs": wrote("minutes"),
    "outcomes.minutes": wrote("minutes"),
    "outcomes.syntheses": wrote("synthesis"),
    "outcomes.documents": wrote("document"),
    "outcomes.roadmap_versions": wrote("roadmap"),
    "roadmap.measures_advanced": advanced("under_way", 40),
    "roadmap.measures_done": advanced("done", 100),
}
MADE.update(OUTCOMES)
