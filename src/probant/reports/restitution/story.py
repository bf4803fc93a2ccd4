"""What a restitution says, at a cut: meetings, participation, papers, proposals, the roadmap.

It names structures and groups, never a person: the public page is made of the same blocks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from probant.directory.models import House
from probant.gatherings.editions import Words, facts_of, key_of, numbers_of, whose
from probant.gatherings.models import (
    Output,
    OutputMade,
    ProposalAnswered,
    ProposalReached,
    Restitution,
    SessionHeld,
)
from probant.gatherings.queries.roadmap import AxisLines, MeasureLine, view_of
from probant.gatherings.rules import outcomes as rules
from probant.indicators.definition import Scope
from probant.indicators.engine import divide, measure
from probant.indicators.registry import indicator, ratio
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.period import Period
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Text
from probant.reports.rules.prose import plain_prose
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


@dataclass(frozen=True)
class Told:
    """A restitution at a cut, with the words of its edition; None: as rows say them today.

    `paper_href` gives the address where a paper that anybody may read is to be had.
    """

    row: Restitution
    cut: Cut
    words: Words | None = None
    paper_href: Callable[[int], str] | None = None

    def says(self, kind: str, number: int, today: str) -> str:
        """The word of the edition, or today's: for a draft, or where it was erased since."""
        return today if self.words is None else self.words.get(key_of(kind, number), today)

    def named(self, kind: str) -> list[int] | None:
        """The ids that the edition names; None for a draft."""
        return None if self.words is None else numbers_of(self.words, kind)

    def plain(self, name: str, today: str) -> str:
        """A word that is not of one object: the title."""
        return today if self.words is None else self.words.get(name, today)


def content_of(told: Told, *, said: str) -> Content:
    """The restitution at a cut; `said` says which: « telle que publiée le … »."""
    restitution = told.row
    house = House.objects.select_related("organisation").get(pk=restitution.house_id)
    period = f"du {write_date(restitution.starts_on)} au {write_date(restitution.ends_on)}"
    return Content(
        title=told.plain("title", restitution.title),
        subtitle=f"Restitution aux élus, {period}",
        author=house.organisation.name,
        cut=said,
        proof=(
            "Chaque chiffre est compté sur des faits enregistrés, avec sa définition ; aucun n’est "
            "tapé."
        ),
        file_name=f"restitution-{restitution.pk}",
        blocks=tuple(_blocks(told)),
    )


def _blocks(told: Told) -> Iterator[Block]:
    introduction = plain_prose(told.plain("introduction", told.row.introduction))
    if introduction.paragraphs:
        yield introduction
    yield from _figures(told.row, told.cut)
    yield from _sessions(told)
    yield from _outputs(told)
    yield from _proposals(told)
    yield from _roadmap(told)


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


def _facts(kind: type[Any], told: Told) -> list[Any]:
    facts = facts_of(kind, told.row).cut(told.cut).select_related("session__kind")
    return list(facts.order_by("occurred_on", "seq"))


def _sessions(told: Told) -> Iterator[Block]:
    held = _facts(SessionHeld, told)
    if not held:
        return
    yield Section("Rencontres tenues")
    yield Table(
        "Rencontres tenues dans la période",
        (Head("Date", share=2), Head("Rencontre", share=5), Head("Type", share=2)),
        tuple(
            Row(
                (
                    Cell(write_date(fact.occurred_on)),
                    Cell(told.says("session", fact.session_id, fact.session.title)),
                    Cell(told.says("session-kind", fact.session_id, fact.session.kind.name)),
                )
            )
            for fact in held
        ),
    )


def papers_of(told: Told) -> list[tuple[OutputMade, Output]]:
    """The papers that anybody may read, and could on the day of the edition."""
    found = Output.objects.public().filter(house_id=told.row.house_id)
    named = told.named("output")
    papers = {one.pk: one for one in (found if named is None else found.filter(pk__in=named))}
    made = _facts(OutputMade, told)
    return [(fact, papers[fact.output_id]) for fact in made if fact.output_id in papers]


def _outputs(told: Told) -> Iterator[Block]:
    """Papers that anybody may read, by their title; those kept to fewer are counted alone."""
    shown = papers_of(told)
    if not shown:
        return
    href = told.paper_href or (lambda number: "")
    yield Section("Documents issus des rencontres")
    yield Table(
        "Documents que chacun peut lire",
        (Head("Date", share=2), Head("Document", share=5), Head("Nature", share=2)),
        tuple(
            Row(
                (
                    Cell(write_date(fact.occurred_on)),
                    Cell(told.says("output", paper.pk, paper.title), href=href(paper.pk)),
                    Cell(str(paper.get_kind_display())),
                )
            )
            for fact, paper in shown
        ),
    )


def _proposals(told: Told) -> Iterator[Block]:
    made = [one for one in _facts(ProposalReached, told) if one.status == rules.MADE]
    if not made:
        return
    numbers = [fact.proposal_id for fact in made]
    later = ProposalReached.objects.filter(proposal__in=numbers).cut(told.cut)
    order = list(rules.FOLLOWS)
    status: dict[int, str] = {}
    proposals = {}
    rows = later.order_by("occurred_on")
    for fact in rows.select_related("proposal__organisation", "proposal__session"):
        proposals[fact.proposal_id] = fact.proposal
        before = status.get(fact.proposal_id, "")
        status[fact.proposal_id] = max(before, fact.status, key=order.index)
    yield Section("Propositions et suites")
    yield Table(
        "Propositions émises dans la période",
        (Head("Proposition", share=5), Head("Qui propose", share=3), Head("Suite", share=2)),
        tuple(
            Row(
                (
                    Cell(told.says("proposal", pk, str(proposals[pk]))),
                    Cell(told.says("whose", pk, whose(proposals[pk]))),
                    Cell(STATUSES[status[pk]]),
                )
            )
            for pk in numbers
        ),
    )
    yield from _answers(told, numbers)


def _answers(told: Told, numbers: list[int]) -> Iterator[Block]:
    answers = ProposalAnswered.objects.filter(proposal__in=numbers).cut(told.cut)
    found = list(answers.select_related("answer", "organisation", "proposal"))
    if found:
        yield Section("Réponses de la collectivité")
    for fact in sorted(found, key=lambda one: (one.occurred_on, one.seq)):
        who = told.says("answered-by", fact.pk, fact.organisation.name)
        day = write_date(fact.occurred_on)
        said = told.says("answer", fact.pk, fact.answer.text) or "réponse effacée"
        title = told.says("proposal", fact.proposal_id, str(fact.proposal))
        yield Section(title, 2)
        yield Text(f"{who}, le {day} :", quiet=True)
        yield plain_prose(said)


def _roadmap(told: Told) -> Iterator[Block]:
    roadmap = told.row.roadmap
    if roadmap is None:
        return
    view = view_of(roadmap, told.cut, told.named("measure"))
    yield Section(told.plain("roadmap", roadmap.title))
    yield Text(
        f"{write_count(len(view.lines), 'mesure')}, "
        f"{write_count(view.count(rules.DONE), 'réalisée')}, avancement moyen "
        f"{view.percent} % (moyenne simple des mesures, celles abandonnées non comprises)."
    )
    named = told.named("axis")
    for axis in view.axes:
        if named is None or axis.axis.pk in named:
            yield _axis(told, axis)


def _axis(told: Told, axis: AxisLines) -> Table:
    title = told.says("axis", axis.axis.pk, axis.axis.title)
    return Table(
        f"{title} ({axis.percent} %)",
        (
            Head("Mesure", share=5),
            Head("Porteurs", share=4),
            Head("État", share=2),
            Head("Avancement", share=2),
        ),
        tuple(
            Row(
                (
                    Cell(told.says("measure", line.measure.pk, str(line.measure))),
                    Cell(told.says("holders", line.measure.pk, _holders(line))),
                    Cell(STATES[line.state]),
                    Cell(f"{line.percent} %"),
                )
            )
            for line in axis.lines
        ),
    )


def _holders(line: MeasureLine) -> str:
    return ", ".join(one.name for one in line.holders)
