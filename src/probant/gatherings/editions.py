"""The words of a restitution as it was published, kept by what they say; erased with it.

Facts are cut at a position of the journal. Titles, texts and names are rows that change: on the day
of publication they are copied here, by kind and id, and the page reads them from the copy.
"""

from collections.abc import Mapping
from typing import Any

from probant.gatherings.models import (
    Measure,
    Output,
    OutputMade,
    Proposal,
    ProposalAnswered,
    ProposalReached,
    Restitution,
    RestitutionEdition,
    SessionHeld,
)
from probant.gatherings.rules import outcomes as rules
from probant.journal.facts import FactQuerySet
from probant.kernel.period import Period

Words = Mapping[str, str]


def key_of(kind: str, number: int) -> str:
    """What a word of an edition is kept under: `proposal.12`."""
    return f"{kind}.{number}"


def facts_of(kind: type[Any], restitution: Restitution) -> FactQuerySet:
    """The facts of a kind that a restitution tells: of its period, and of its programme if any."""
    facts: FactQuerySet = kind.objects.filter(house_id=restitution.house_id)
    if restitution.programme_id:
        facts = facts.filter(programme_id=restitution.programme_id)
    return facts.during(Period(restitution.starts_on, restitution.ends_on))


def words_of(restitution: Restitution) -> dict[str, str]:
    """Every word that a restitution would say now. Eight queries at most."""
    words = {"title": restitution.title, "introduction": restitution.introduction}
    held = facts_of(SessionHeld, restitution).now().select_related("session__kind")
    for fact in held:
        words[key_of("session", fact.session_id)] = fact.session.title
        words[key_of("session-kind", fact.session_id)] = fact.session.kind.name
    made = facts_of(OutputMade, restitution).now().values("output_id")
    for paper in Output.objects.public().filter(pk__in=made):
        words[key_of("output", paper.pk)] = paper.title
    _add_proposals(words, restitution)
    if restitution.roadmap is not None:
        _add_roadmap(words, restitution)
    return words


def _add_proposals(words: dict[str, str], restitution: Restitution) -> None:
    made = facts_of(ProposalReached, restitution).now().filter(status=rules.MADE)
    found = Proposal.objects.filter(pk__in=made.values("proposal_id"))
    for one in found.select_related("organisation", "session"):
        words[key_of("proposal", one.pk)] = str(one)
        words[key_of("whose", one.pk)] = whose(one)
    answers = ProposalAnswered.objects.now().filter(proposal__in=found)
    for fact in answers.select_related("answer", "organisation"):
        words[key_of("answer", fact.pk)] = fact.answer.text
        words[key_of("answered-by", fact.pk)] = fact.organisation.name


def _add_roadmap(words: dict[str, str], restitution: Restitution) -> None:
    roadmap = restitution.roadmap
    assert roadmap is not None
    words["roadmap"] = roadmap.title
    for axis in roadmap.axes.all():
        words[key_of("axis", axis.pk)] = axis.title
    standing = Measure.objects.filter(axis__roadmap=roadmap, withdrawn_on__isnull=True)
    for measure in standing.prefetch_related("holders"):
        words[key_of("measure", measure.pk)] = str(measure)
        holders = sorted(measure.holders.all(), key=lambda one: one.name_key)
        words[key_of("holders", measure.pk)] = ", ".join(one.name for one in holders)


def whose(proposal: Proposal) -> str:
    """Who proposes: a structure, a group, else the session."""
    if proposal.organisation is not None:
        return str(proposal.organisation.name)
    if proposal.group:
        return str(proposal.group)
    return str(proposal.session.title) if proposal.session else ""


def numbers_of(words: Words, kind: str) -> list[int]:
    """The ids of a kind that an edition names."""
    start = f"{kind}."
    return [int(key.removeprefix(start)) for key in words if key.startswith(start)]


def forget_proposal(proposal: Proposal) -> None:
    """Take the words of a proposal, and of its answers, out of every edition of its house."""
    answers = ProposalAnswered.objects.filter(proposal=proposal).values_list("pk", flat=True)
    gone = {key_of("proposal", proposal.pk), key_of("whose", proposal.pk)}
    gone |= {key_of("answer", pk) for pk in answers}
    _take_away(proposal.house_id, gone)


def forget_output(output: Output) -> None:
    """Take the title of a paper that is withdrawn out of every edition of its house."""
    _take_away(output.house_id, {key_of("output", output.pk)})


def _take_away(house_id: int, gone: set[str]) -> None:
    for edition in RestitutionEdition.objects.filter(restitution__house_id=house_id):
        if gone & edition.words.keys():
            edition.words = {key: said for key, said in edition.words.items() if key not in gone}
            edition.save(update_fields=["words"])
