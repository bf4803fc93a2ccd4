"""Proposals: made, examined, retained or set aside, carried out; what the authority answered."""

import datetime
import uuid
from typing import TypedDict, Unpack

from probant.directory.models import Organisation, Theme
from probant.directory.writing import write_card
from probant.gatherings.access import may_write_sessions
from probant.gatherings.editions import forget_proposal
from probant.gatherings.models import (
    Proposal,
    ProposalAnswer,
    ProposalAnswered,
    ProposalNote,
    ProposalReached,
    Session,
)
from probant.gatherings.rules import outcomes as rules
from probant.gatherings.writing import SESSION
from probant.journal.door import Entry, change
from probant.journal.erasure import erase_mentions
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme
from probant.search import index as names

PROPOSAL = "proposal"  # kind of the timeline and of the index of names


class Wording(TypedDict, total=False):
    """What a proposal says, and who makes it: a group, a structure, or the session itself."""

    title: str
    text: str
    group: str
    organisation: Organisation | None
    theme: str


def make_proposal(
    actor: Actor,
    *,
    house_id: int,
    made_on: datetime.date,
    session: Session | None = None,
    programme: Programme | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **wording: Unpack[Wording],
) -> Proposal:
    """Write down a proposal of a group, of a structure, or of a session.

    Raises `Refused` (no title, nobody's, a cancelled session), `InTheFuture`, `AlreadyDone`.
    Effects: the row, the fact `ProposalReached` (made); one entry.
    """
    require(may_write_sessions(actor, house_id))
    if any(row is not None and row.house_id != house_id for row in (session, programme)):
        raise Refused("La rencontre et le programme sont ceux de votre structure.")
    with change(
        actor,
        verb="gatherings.make_proposal",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if session is not None and _cancelled(session):
            raise Refused("Cette rencontre a été annulée : il n’en sort pas de proposition.")
        proposal = Proposal(
            house_id=house_id,
            session=session,
            programme=session.programme if session else programme,
            made_on=made_on,
        )
        _word(entry, proposal, wording)
        proposal.save()
        _index(proposal)
        _reach(entry, proposal, rules.MADE, made_on)
    return proposal


def edit_proposal(
    actor: Actor,
    *,
    proposal: Proposal,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **wording: Unpack[Wording],
) -> Proposal:
    """Say a proposal better; facts keep the theme and the structure that they were noted with.

    Raises `Refused` (erased), `Stale`, `AlreadyDone`.
    """
    require(may_write_sessions(actor, proposal.house_id))
    house_id = proposal.house_id
    with change(actor, verb="gatherings.edit_proposal", houses=[house_id], key=key) as entry:
        entry.guard(PROPOSAL, proposal.pk, read_at=read_at)
        proposal.refresh_from_db()
        if proposal.erased_on is not None:
            raise Refused("Le texte de cette proposition est effacé.")
        _word(entry, proposal, wording)
        proposal.save()
        _index(proposal)
        _mention(entry, proposal)
    return proposal


class Step(TypedDict, total=False):
    """The day a proposal reached a status, what is said of it, and the marks of a form."""

    occurred_on: datetime.date
    note: str
    read_at: int | None
    declared_on: datetime.date | None
    key: uuid.UUID | None


def examine_proposal(actor: Actor, *, proposal: Proposal, **step: Unpack[Step]) -> ProposalReached:
    """Note that the authority or a committee examined a proposal. Raises as `retain_proposal`."""
    return _advance(actor, proposal, rules.EXAMINED, "gatherings.examine_proposal", step)


def retain_proposal(actor: Actor, *, proposal: Proposal, **step: Unpack[Step]) -> ProposalReached:
    """Note that a proposal was retained.

    Raises `Refused` (not in this order, or before the step before), `Stale`, `InTheFuture`,
    `AlreadyDone`. Effects: the fact, perhaps a note; one entry.
    """
    return _advance(actor, proposal, rules.RETAINED, "gatherings.retain_proposal", step)


def set_proposal_aside(
    actor: Actor, *, proposal: Proposal, **step: Unpack[Step]
) -> ProposalReached:
    """Note that a proposal was set aside. Raises as `retain_proposal`."""
    return _advance(actor, proposal, rules.SET_ASIDE, "gatherings.set_proposal_aside", step)


def carry_proposal_out(
    actor: Actor, *, proposal: Proposal, **step: Unpack[Step]
) -> ProposalReached:
    """Note that a retained proposal is carried out. Raises as `retain_proposal`."""
    return _advance(actor, proposal, rules.CARRIED_OUT, "gatherings.carry_proposal_out", step)


#: Status → the action that reaches it.
ADVANCES = {
    rules.EXAMINED: examine_proposal,
    rules.RETAINED: retain_proposal,
    rules.SET_ASIDE: set_proposal_aside,
    rules.CARRIED_OUT: carry_proposal_out,
}


def answer_proposal(
    actor: Actor,
    *,
    proposal: Proposal,
    organisation: Organisation,
    occurred_on: datetime.date,
    text: str,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ProposalAnswered:
    """Write down what an authority answered, and when.

    Raises `Refused` (before the proposal was made, no words), `Stale`, `InTheFuture`,
    `AlreadyDone`. Effects: the row of the words, the fact; one entry.
    """
    require(may_write_sessions(actor, proposal.house_id))
    with change(
        actor,
        verb="gatherings.answer_proposal",
        houses=[proposal.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(PROPOSAL, proposal.pk, read_at=read_at)
        proposal.refresh_from_db()
        if not text.strip():
            raise Refused("Écrivez ce qu’elle a répondu.")
        if occurred_on < proposal.made_on:
            raise Refused("Une réponse vient après la proposition.")
        write_card(entry, organisation)
        answer = ProposalAnswer.objects.create(
            proposal=proposal, organisation=organisation, text=text.strip()
        )
        fact = ProposalAnswered(proposal=proposal, answer=answer, occurred_on=occurred_on)
        fact.place_by(organisation)
        fact.came_out_of(proposal.session, proposal.programme)
        fact.theme = proposal.theme
        entry.record(fact)
        _mention(entry, proposal)
    return fact


def void_proposal_fact(
    actor: Actor,
    *,
    fact: ProposalReached | ProposalAnswered,
    code: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Void the last step of a proposal, or an answer; the proposal goes back to the step before.

    Raises `Refused` (a later step stands on it, or it is that it was made), `AlreadyVoid`.
    """
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")
    require(may_write_sessions(actor, fact.house_id))
    with change(actor, verb="gatherings.void", houses=[fact.house_id], key=key) as entry:
        proposal = Proposal.objects.get(pk=fact.proposal_id)
        if isinstance(fact, ProposalReached):
            if rules.FOLLOWS[fact.status] & set(steps_of(proposal)):
                raise Refused("Une étape la suit : annulez-la d’abord.")
            answered = ProposalAnswered.objects.now().filter(proposal=proposal)
            if fact.status == rules.MADE and answered.exists():
                raise Refused("Une réponse est notée : annulez-la d’abord.")
        entry.void(fact, code=code, reason=reason.strip())
        _settle(proposal)
        _mention(entry, proposal)


def erase_proposal(actor: Actor, *, proposal: Proposal, key: uuid.UUID | None = None) -> Proposal:
    """Empty the words of a proposal for good: title, text, group, notes and answers.

    That it was made and what became of it stands and counts. Raises `Refused`, `AlreadyDone`.
    """
    require(may_write_sessions(actor, proposal.house_id))
    house_id = proposal.house_id
    with change(actor, verb="gatherings.erase_proposal", houses=[house_id], key=key) as entry:
        erase_mentions(house_id, PROPOSAL, proposal.pk)
        proposal.refresh_from_db()
        proposal.title, proposal.text, proposal.group = "", "", ""
        proposal.erased_on = entry.today
        proposal.save()
        proposal.notes.update(text="")
        proposal.answers.update(text="")
        names.remove(house_id, PROPOSAL, proposal.pk)
        forget_proposal(proposal)
        _mention(entry, proposal)
    return proposal


def steps_of(proposal: Proposal) -> dict[str, datetime.date]:
    """Status → day, of the steps that stand. One query."""
    standing = ProposalReached.objects.now().filter(proposal=proposal)
    return dict(standing.values_list("status", "occurred_on"))


def _advance(
    actor: Actor, proposal: Proposal, wanted: str, verb: str, step: Step
) -> ProposalReached:
    require(may_write_sessions(actor, proposal.house_id))
    with change(
        actor,
        verb=verb,
        houses=[proposal.house_id],
        declared_on=step.get("declared_on"),
        key=step.get("key"),
    ) as entry:
        entry.guard(PROPOSAL, proposal.pk, read_at=step.get("read_at"))
        proposal.refresh_from_db()
        last_on, on = steps_of(proposal).get(proposal.state), step["occurred_on"]
        refusal = rules.why_not(proposal.state, wanted, last_on, on)
        if refusal:
            raise Refused(refusal)
        fact = _reach(entry, proposal, wanted, on)
        if step.get("note", "").strip():
            ProposalNote.objects.create(proposal=proposal, seq=entry.seq, text=step["note"].strip())
    return fact


def _reach(entry: Entry, proposal: Proposal, status: str, on: datetime.date) -> ProposalReached:
    fact = ProposalReached(status=status, occurred_on=on)
    fact.about(proposal)
    entry.record(fact)
    _settle(proposal)
    _mention(entry, proposal)
    return fact


def _settle(proposal: Proposal) -> None:
    """Read the status of a proposal again from the facts that stand."""
    reached = set(steps_of(proposal))
    last = [status for status in rules.FOLLOWS if status in reached]
    proposal.state = last[-1] if last else Proposal.Status.VOIDED
    proposal.save(update_fields=["state"])


def _word(entry: Entry, proposal: Proposal, wording: Wording) -> None:
    for name, value in wording.items():
        setattr(proposal, name, value.strip() if isinstance(value, str) else value)
    proposal.title = " ".join(proposal.title.split())
    if not proposal.title:
        raise Refused("Dites la proposition en une ligne.")
    if proposal.theme and proposal.theme not in Theme.values:
        raise Refused("Ce thème n’est pas proposé.")
    if proposal.organisation is not None:
        write_card(entry, proposal.organisation)
    if not (proposal.group or proposal.organisation_id or proposal.session_id):
        raise Refused("Dites qui propose : un groupe, une structure ou une rencontre.")


def _cancelled(session: Session) -> bool:
    session.refresh_from_db(fields=["state"])
    return session.state == Session.State.CANCELLED


def _index(proposal: Proposal) -> None:
    names.index(proposal.house_id, PROPOSAL, proposal.pk, proposal.title, detail=proposal.group)


def _mention(entry: Entry, proposal: Proposal) -> None:
    entry.mention(PROPOSAL, proposal.pk)
    if proposal.session_id is not None:
        entry.mention(SESSION, proposal.session_id)
