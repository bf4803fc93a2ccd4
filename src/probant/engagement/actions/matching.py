"""A case proposed to a volunteer, her answer, and the case entrusted."""

import uuid

from django.utils import timezone

from probant.accounts.models import User
from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_answer, may_run_volunteers
from probant.engagement.models import CaseProposal
from probant.engagement.queries.matching import matching, parties_of, user_of
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change, holding
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role
from probant.post.addresses import absolute
from probant.post.letters import write_letter
from probant.support.access import is_party
from probant.support.actions import entrust_case
from probant.support.models import Case
from probant.support.writing import CASE

State = CaseProposal.State


def propose_case(
    actor: Actor,
    *,
    case: Case,
    person: Person,
    words: str = "",
    key: uuid.UUID | None = None,
) -> CaseProposal:
    """Propose a case to a volunteer: she reads `words`, programme, domain and place, no more.

    The reasons of that day are kept with it. Raises `Refused` (party to the case, no account,
    already asked), `AlreadyDone`. Effects: a row, a letter; one entry.
    """
    require(may_run_volunteers(actor, case.house_id))
    if is_party(actor, case):
        raise Refused("C'est votre propre projet : une autre personne de l'équipe le propose.")
    if person.house_id != case.house_id:
        raise Refused("Cette personne n'est pas de votre annuaire.")
    house_id = case.house_id
    with change(actor, verb="engagement.propose_case", houses=[house_id], key=key) as entry:
        found = matching(case, entry.today)
        match = found.of(person.pk)
        if match is None:
            why = next((one.why for one in found.aside if one.name == str(person)), "")
            raise Refused(
                f"{person} {why}." if why else "Cette personne n'est pas bénévole en ce moment."
            )
        row = CaseProposal.objects.create(
            house_id=house_id,
            case=case,
            person=person,
            proposed_on=entry.today,
            proposed_by_id=actor.user_id,
            points=match.points,
            reasons=[reason.words for reason in match.reasons],
            words=words.strip(),
        )
        _mention(entry, row)
        entry.detail(
            category="engagement.proposal", proposal=row.pk, text_digest=digest_of([row.words])
        )
        _write(entry, row)
    return row


def accept_proposal(
    actor: Actor, *, proposal: CaseProposal, answer: str = "", key: uuid.UUID | None = None
) -> CaseProposal:
    """The volunteer says yes (or the team notes it): the case is entrusted to her at once.

    Entrusting is the house's, by the rights of the team that proposed; it is an entry of its own.
    Raises `Refused`, `AlreadyDone`. Effects: the row, a supporter; two entries.
    """
    require(may_answer(actor, proposal.house_id, proposal.person_id))
    house_id = proposal.house_id
    with holding(house_id):
        row = _answer(actor, proposal, State.ACCEPTED, answer, key)
        case = Case.objects.select_related("organisation").get(pk=row.case_id)
        user = User.objects.filter(pk=user_of(house_id, row.person_id) or 0).first()
        if user is None:
            raise Refused("Cette personne n'a plus de compte de bénévole.")
        if row.person_id in parties_of(case):
            raise Refused("Cette personne est de ce projet : il ne peut pas lui être confié.")
        entrust_case(
            Actor.system(house_id, "engagement.matching", roles=[Role.OFFICER]),
            case=case,
            user=user,
            starts_on=timezone.localdate(),
            brings=" ".join(row.reasons)[:200],
        )
    return row


def decline_proposal(
    actor: Actor, *, proposal: CaseProposal, answer: str = "", key: uuid.UUID | None = None
) -> CaseProposal:
    """The volunteer says no, or the team notes it. Raises `Refused`, `AlreadyDone`."""
    require(may_answer(actor, proposal.house_id, proposal.person_id))
    with holding(proposal.house_id):
        return _answer(actor, proposal, State.DECLINED, answer, key)


def withdraw_proposal(
    actor: Actor, *, proposal: CaseProposal, key: uuid.UUID | None = None
) -> CaseProposal:
    """The team takes a proposal back before it is answered."""
    require(may_run_volunteers(actor, proposal.house_id))
    with holding(proposal.house_id):
        return _answer(actor, proposal, State.WITHDRAWN, "", key)


def _answer(
    actor: Actor, proposal: CaseProposal, state: str, answer: str, key: uuid.UUID | None
) -> CaseProposal:
    verb = f"engagement.proposal_{state}"
    with change(actor, verb=verb, houses=[proposal.house_id], key=key) as entry:
        row = CaseProposal.objects.filter(pk=proposal.pk).first()
        if row is None or row.state != State.WAITING:
            raise Refused("Cette proposition a déjà reçu une réponse.")
        row.state, row.answer = state, " ".join(answer.split())[:300]
        row.answered_on, row.answered_by_id = entry.today, actor.user_id
        row.save(update_fields=["state", "answer", "answered_on", "answered_by"])
        _mention(entry, row)
    return row


def _mention(entry: Entry, row: CaseProposal) -> None:
    entry.mention("case_proposal", row.pk)
    entry.mention(CASE, row.case_id)
    entry.mention(PERSON, row.person_id)


def _write(entry: Entry, row: CaseProposal) -> None:
    """Tell the volunteer that something waits in her space; the letter says nothing of the case."""
    user = User.objects.filter(pk=user_of(row.house_id, row.person_id) or 0).first()
    if user is None:
        return
    write_letter(
        entry,
        to=user.email,
        subject="Un accompagnement vous est proposé",
        template="engagement/mail/proposal.txt",
        context={"person": row.person, "href": absolute("engagement:proposal", row.pk)},
        about=("case_proposal", row.pk),
        person=row.person,
        user=user,
    )
