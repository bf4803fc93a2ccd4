"""What a restitution says, at a cut: meetings, participation, papers, proposals, the roadmap.

It names structures and groups, never a person: the public page is made of the same blocks.
"""

from collections.abc import Iterator
from typing import Any

from probant.directory.models import House
from probant.gatherings.models import (
    Output,
    OutputMade,
    Proposal,
    ProposalAnswered,
    ProposalReached,
    Restitution,
    SessionHeld,
)
from probant.gatherings.queries.roadmap import view_of
from probant.gatherings.rules import outcomes as rules
from probant.indicators.definition import Scope
from probant.indicators.engine import divide, measure
from probant.indicators.registry import indicator, ratio
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.ui.write import NO_BREAK, write_count, write_number, write_rate

FIGURES = (
    "gatherings.sessions_held",
    "gatherings.persons",
    "gatherings.organisations",
    "outcomes.outputs",
    "outcomes.minutes",
    "outcomes.syntheses",
    "outcomes.proposals_made",
    "outcomes.proposals_examined",
    "outcomes.proposals_retained",
    "outcomes.proposals_set_aside",
    "outcomes.proposals_carried_out",
    "outcomes.proposals_answered",
)
RATES = (
    "gatherings.invitation_rate",
    "gatherings.registration_rate",
    "network.participation_rate",
    "outcomes.take_up",
)
STATES = {"": "à engager", rules.UNDER_WAY: "en cours", rules.DONE: "réalisée"}
STATES[rules.DROPPED] = "abandonnée"
STATUSES = {
    rules.MADE: "émise",
    rules.EXAMINED: "examinée",
    rules.RETAINED: "retenue",
    rules.SET_ASIDE: "écartée",
    rules.CARRIED_OUT: "mise en œuvre",
}


def content_of(restitution: Restitution, *, cut: Cut, told: str) -> Content:
    """The restitution at a cut; `told` says which: « telle que publiée le … »."""
    house = House.objects.select_related("organisation").get(pk=restitution.house_id)
    period = f"du {write_date(restitution.starts_on)} au {write_date(restitution.ends_on)}"
    return Content(
        title=restitution.title,
        subtitle=f"Restitution aux élus, {period}",
        author=house.organisation.name,
        cut=told,
        proof=(
            "Chaque chiffre est compté sur des faits enregistrés, avec sa définition ; aucun n’est "
            "tapé."
        ),
        file_name=f"restitution-{restitution.pk}",
        blocks=tuple(_blocks(restitution, cut)),
    )


def _blocks(row: Restitution, cut: Cut) -> Iterator[Block]:
    for paragraph in row.introduction.split("\n"):
        if paragraph.strip():
            yield Text(paragraph.strip())
    yield from _figures(row, cut)
    yield from _sessions(row, cut)
    yield from _outputs(row, cut)
    yield from _proposals(row, cut)
    yield from _roadmap(row, cut)


def _figures(row: Restitution, cut: Cut) -> Iterator[Block]:
    scope = Scope(programme_ids=(row.programme_id,)) if row.programme_id else Scope()
    period = Period(row.starts_on, row.ends_on)
    lines = []
    for found in filter(None, map(indicator, FIGURES)):
        figure = measure(found, house_id=row.house_id, period=period, cut=cut, scope=scope)
        lines.append((found.label, write_number(figure.value), found.definition))
    for rate in filter(None, map(ratio, RATES)):
        made = divide(rate, house_id=row.house_id, period=period, cut=cut, scope=scope)
        over, under = made.numerator, made.denominator
        shown = "—" if made.value is None else write_rate(made.value)
        of = NO_BREAK.join((write_number(over.value), "sur", write_number(under.value)))
        lines.append((rate.label, f"{shown} ({of})", rate.definition))
    yield Section("En chiffres")
    yield Table(
        "Chiffres de la période, chacun avec sa définition",
        (Head("Chiffre", share=3), Head("Valeur", share=2), Head("Définition", share=6)),
        tuple(
            Row((Cell(label[:1].upper() + label[1:]), Cell(value), Cell(said)))
            for label, value, said in lines
        ),
    )


def _facts(kind: type[Any], row: Restitution, cut: Cut) -> list[Any]:
    facts = kind.objects.filter(house_id=row.house_id).cut(cut)
    if row.programme_id:
        facts = facts.filter(programme_id=row.programme_id)
    during = facts.during(Period(row.starts_on, row.ends_on)).select_related("session__kind")
    return list(during.order_by("occurred_on", "seq"))


def _sessions(row: Restitution, cut: Cut) -> Iterator[Block]:
    held = _facts(SessionHeld, row, cut)
    if held:
        yield Section("Rencontres tenues")
        yield Table(
            "Rencontres tenues dans la période",
            (Head("Date", share=2), Head("Rencontre", share=5), Head("Type", share=2)),
            tuple(
                Row(
                    (
                        Cell(write_date(fact.occurred_on)),
                        Cell(fact.session.title),
                        Cell(fact.session.kind.name),
                    )
                )
                for fact in held
            ),
        )


def _outputs(row: Restitution, cut: Cut) -> Iterator[Block]:
    """Papers that anybody may read, by their title; those kept to fewer are counted alone."""
    made = _facts(OutputMade, row, cut)
    papers = {one.pk: one for one in Output.objects.public().filter(house_id=row.house_id)}
    shown = [(fact, papers[fact.output_id]) for fact in made if fact.output_id in papers]
    if shown:
        yield Section("Documents issus des rencontres")
        yield Table(
            "Documents que chacun peut lire",
            (Head("Date", share=2), Head("Document", share=5), Head("Nature", share=2)),
            tuple(
                Row(
                    (
                        Cell(write_date(fact.occurred_on)),
                        Cell(paper.title),
                        Cell(str(paper.get_kind_display())),
                    )
                )
                for fact, paper in shown
            ),
        )


def _proposals(row: Restitution, cut: Cut) -> Iterator[Block]:
    made = [one for one in _facts(ProposalReached, row, cut) if one.status == rules.MADE]
    if not made:
        return
    numbers = [fact.proposal_id for fact in made]
    later = ProposalReached.objects.filter(proposal__in=numbers).cut(cut).order_by("occurred_on")
    order = list(rules.FOLLOWS)
    status: dict[int, str] = {}
    proposals = {}
    for fact in later.select_related("proposal__organisation", "proposal__session"):
        proposals[fact.proposal_id] = fact.proposal
        before = status.get(fact.proposal_id, "")
        status[fact.proposal_id] = max(before, fact.status, key=order.index)
    yield Section("Propositions et suites")
    yield Table(
        "Propositions émises dans la période",
        (Head("Proposition", share=5), Head("Qui propose", share=3), Head("Suite", share=2)),
        tuple(
            Row((Cell(str(proposals[pk])), Cell(_whose(proposals[pk])), Cell(STATUSES[status[pk]])))
            for pk in numbers
        ),
    )
    answers = ProposalAnswered.objects.filter(proposal__in=numbers).cut(cut)
    found = list(answers.select_related("answer", "organisation", "proposal"))
    if found:
        yield Section("Réponses de la collectivité")
    for fact in sorted(found, key=lambda one: (one.occurred_on, one.seq)):
        who = fact.organisation.name
        day = write_date(fact.occurred_on)
        said = fact.answer.text or "réponse effacée"
        yield Terms(((str(fact.proposal), f"{who}, {day} : {said}"),))


def _whose(proposal: Proposal) -> str:
    if proposal.organisation is not None:
        return str(proposal.organisation.name)
    if proposal.group:
        return str(proposal.group)
    return str(proposal.session.title) if proposal.session else ""


def _roadmap(row: Restitution, cut: Cut) -> Iterator[Block]:
    if row.roadmap is None:
        return
    view = view_of(row.roadmap, cut)
    yield Section(row.roadmap.title)
    yield Text(
        f"{write_count(len(view.lines), 'mesure')}, "
        f"{write_count(view.count(rules.DONE), 'réalisée')}, avancement moyen "
        f"{view.percent} % (moyenne simple des mesures, celles abandonnées non comprises)."
    )
    for axis in view.axes:
        yield Table(
            f"{axis.axis.title} ({axis.percent} %)",
            (
                Head("Mesure", share=5),
                Head("Porteurs", share=4),
                Head("État", share=2),
                Head("Avancement", share=2),
            ),
            tuple(
                Row(
                    (
                        Cell(str(line.measure)),
                        Cell(", ".join(one.name for one in line.holders)),
                        Cell(STATES[line.state]),
                        Cell(f"{line.percent} %"),
                    )
                )
                for line in axis.lines
            ),
        )
