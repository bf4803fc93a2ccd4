"""Orientations and introductions, from a case or a call, and what came of them."""

import datetime
import uuid
from typing import Any

from probant.directory.models import Organisation, Person
from probant.directory.writing import ORGANISATION, PERSON, write_card
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision, Refused, require
from probant.support.access import may_open_cases, may_write_case
from probant.support.actions.corrections import AMENDABLE, CHECKS, UNDO
from probant.support.call_writing import mention_call
from probant.support.models import (
    Call,
    Case,
    IntroductionMade,
    IntroductionOutcome,
    Referral,
    ReferralOutcome,
    Sequel,
)
from probant.support.writing import mention, settle


def refer(
    actor: Actor,
    *,
    occurred_on: datetime.date,
    body: Organisation,
    case: Case | None = None,
    call: Call | None = None,
    direction: str = Referral.Direction.OUT,
    reason_code: str = "",
    words: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Referral:
    """Note that whom a case or a call concerns was sent to another body, or by one.

    `words` stay outside the chain, erasable. Raises `Refused`, `InTheFuture`, `AlreadyDone`.
    Effects: the fact `Referral`, the body's card where the house had none; one entry.
    """
    house_id = _house_of(case, call)
    require(_may_write(actor, case, house_id))
    with change(
        actor, verb="support.refer", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        fact = write_referral(
            entry,
            case=case,
            call=call,
            occurred_on=occurred_on,
            body=body,
            direction=direction,
            reason_code=reason_code,
        )
        _say(entry, words)
    return fact


def introduce(
    actor: Actor,
    *,
    occurred_on: datetime.date,
    case: Case | None = None,
    call: Call | None = None,
    introduced_to: Organisation | None = None,
    introduced_person: Person | None = None,
    reason_code: str = "",
    words: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> IntroductionMade:
    """Note that whom a case or a call concerns was put in touch with a structure or a person.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: the fact; one entry.
    """
    house_id = _house_of(case, call)
    require(_may_write(actor, case, house_id))
    if introduced_to is None and introduced_person is None:
        raise Refused("Dites avec qui la mise en relation est faite.")
    with change(
        actor, verb="support.introduce", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        fact = write_introduction(
            entry,
            case=case,
            call=call,
            occurred_on=occurred_on,
            introduced_to=introduced_to,
            introduced_person=introduced_person,
            reason_code=reason_code,
        )
        _say(entry, words)
    return fact


def note_sequel(
    actor: Actor,
    *,
    of: Referral | IntroductionMade,
    outcome: str,
    occurred_on: datetime.date,
    words: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ReferralOutcome | IntroductionOutcome:
    """Note what came of an orientation or an introduction; each sequel once, they add up in time.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: one fact; one entry.
    """
    require(_may_write(actor, of.case, of.house_id))
    with change(
        actor, verb="support.note_sequel", houses=[of.house_id], declared_on=declared_on, key=key
    ) as entry:
        of = type(of).objects.select_related("case", "call").get(pk=of.pk)
        if of.is_void:
            raise Refused("Ce fait a été annulé : sa suite ne se note plus.")
        if occurred_on < of.occurred_on:
            raise Refused("Une suite ne précède pas ce dont elle est la suite.")
        fact = _sequel(of, outcome)
        if type(fact).objects.now().filter(**_same(of), outcome=outcome).exists():
            raise Refused(f"Cette suite est déjà notée : {Sequel(outcome).label}.")
        fact.concern(case=of.case, call=of.call, occurred_on=occurred_on)
        entry.record(fact)
        _say(entry, words)
        _tell(entry, fact)
    return fact


def write_referral(
    entry: Entry,
    *,
    case: Case | None,
    call: Call | None,
    occurred_on: datetime.date,
    body: Organisation,
    direction: str,
    reason_code: str,
) -> Referral:
    """Record an orientation inside an open entry."""
    whose = case or call
    if whose is not None and whose.organisation_id == body.pk:
        raise Refused("On n'oriente pas une structure vers elle-même.")
    write_card(entry, body)
    fact = Referral(direction=direction, body=body, reason_code=reason_code)
    fact.concern(case=case, call=call, occurred_on=occurred_on)
    entry.record(fact)
    entry.mention(ORGANISATION, body.pk)
    _tell(entry, fact)
    return fact


def write_introduction(
    entry: Entry,
    *,
    case: Case | None,
    call: Call | None,
    occurred_on: datetime.date,
    introduced_to: Organisation | None = None,
    introduced_person: Person | None = None,
    reason_code: str = "",
) -> IntroductionMade:
    """Record an introduction inside an open entry."""
    whose = case or call
    if introduced_to is not None and whose is not None:
        if whose.organisation_id == introduced_to.pk:
            raise Refused("On ne met pas une structure en relation avec elle-même.")
        write_card(entry, introduced_to)
    fact = IntroductionMade(
        introduced_to=introduced_to, introduced_person=introduced_person, reason_code=reason_code
    )
    fact.concern(case=case, call=call, occurred_on=occurred_on)
    entry.record(fact)
    if introduced_to is not None:
        entry.mention(ORGANISATION, introduced_to.pk)
    if introduced_person is not None:
        entry.mention(PERSON, introduced_person.pk)
    _tell(entry, fact)
    return fact


def _house_of(case: Case | None, call: Call | None) -> int:
    source = case or call
    if source is None:
        raise Refused("Une orientation part d’un dossier ou d’un appel.")
    house_id: int = source.house_id
    return house_id


def _may_write(actor: Actor, case: Case | None, house_id: int) -> Decision:
    return may_write_case(actor, case) if case is not None else may_open_cases(actor, house_id)


def _say(entry: Entry, words: str) -> None:
    if words.strip():
        entry.detail(category="support", words=words.strip())


def _tell(entry: Entry, fact: Any) -> None:
    """Put the entry on the timelines of the case and of the call."""
    if fact.case is not None:
        mention(entry, fact.case)
        settle(fact.case)
    if fact.call is not None:
        mention_call(entry, fact.call)


def _sequel(of: Referral | IntroductionMade, outcome: str) -> ReferralOutcome | IntroductionOutcome:
    if isinstance(of, Referral):
        return ReferralOutcome(
            referral=of, direction=of.direction, body=of.body, outcome=Sequel(outcome)
        )
    return IntroductionOutcome(
        introduction=of, introduced_to=of.introduced_to, outcome=Sequel(outcome)
    )


def _same(of: Any) -> dict[str, Any]:
    return {"referral": of} if isinstance(of, Referral) else {"introduction": of}


def _refuse_followed(fact: Any) -> None:
    """A fact whose sequels stand is not taken back under them."""
    if fact.sequels.filter(void_seq__isnull=True).exists():
        raise Refused("Annulez d'abord les suites qui y sont notées.")


AMENDABLE |= {
    Referral: frozenset({"reason_code"}),
    ReferralOutcome: frozenset({"outcome"}),
    IntroductionMade: frozenset({"reason_code"}),
    IntroductionOutcome: frozenset({"outcome"}),
}
for _kind in (Referral, IntroductionMade):
    CHECKS[_kind] = lambda by, fact: _refuse_followed(fact)
    UNDO[_kind] = lambda entry, fact: _refuse_followed(fact)
