"""The door: a call, a visit, a message, and what comes of it; one entry."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from probant.accounts.models import User
from probant.directory.models import Organisation, Person
from probant.directory.writing import Identity, write_organisation
from probant.journal.door import Entry, change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.support.access import may_open_cases
from probant.support.actions.cases import check_referent
from probant.support.actions.referrals import write_introduction, write_referral
from probant.support.actions.requests import give_back_request, take_request
from probant.support.call_writing import (
    Place,
    Said,
    Who,
    accueil_phase,
    meet,
    mention_call,
    record_call,
    write_accueil,
    write_call,
)
from probant.support.models import (
    Call,
    CallOutcome,
    CallTaken,
    Case,
    CaseMember,
    IntroductionMade,
    IntroductionOutcome,
    NeedVoiced,
    OneOffAdvice,
    Referral,
    ReferralOutcome,
    Supporter,
    SupportRequest,
)
from probant.support.writing import mention

#: The kinds of fact of a call, those that follow from others first: the order of voiding.
CALL_FACTS: tuple[type[Any], ...] = (
    ReferralOutcome,
    IntroductionOutcome,
    Referral,
    IntroductionMade,
    OneOffAdvice,
    NeedVoiced,
    CallTaken,
)
OF_A_CASE = (CallOutcome.CASE, CallOutcome.VOLUNTEER)
#: Outcomes that say nothing besides themselves: a correction may go from one to the other.
PLAIN = (CallOutcome.ADVICE, CallOutcome.NOTHING)


@dataclass(frozen=True)
class Upshot:
    """What came of a call, and what that needs.

    `case` and `volunteer`: a `programme` with an accueil, its `referent`, the `volunteer` to whom
    the accueil amont is entrusted. `advice`: perhaps a `programme`. `referral`, `introduction`: the
    other body, known (`body`) or to create (`body_identity`), and the code of the reason.
    """

    kind: str = CallOutcome.NOTHING
    programme: Programme | None = None
    referent: User | None = None
    volunteer: User | None = None
    body: Organisation | None = None
    body_identity: Identity | None = None
    reason_code: str = ""


class CalledAlready(Refused):
    """The same subject already called on that day; `call` is the first one."""

    def __init__(self, call: Call) -> None:
        super().__init__(
            f"« {call.title} » est déjà au registre au {write_date(call.taken_on)} : "
            "est-ce le même appel ?"
        )
        self.call = call


def take_call(
    actor: Actor,
    *,
    house_id: int,
    occurred_on: datetime.date,
    who: Who | None = None,
    said: Said | None = None,
    words: str = "",
    place: Place | None = None,
    upshot: Upshot | None = None,
    sent_by: Organisation | None = None,
    request: SupportRequest | None = None,
    about: Case | None = None,
    again: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Call:
    """Note a call whatever came of it: who, what was said, where, the upshot; one entry.

    `words` are the team's free text: of the case where one opens, of the call otherwise. `sent_by`:
    the body that sent them to us (a `Referral` in). `request`: the public request answered.
    `about`: the open case of the project that calls, where nothing but the call is to be noted.
    `again`: the same subject did call twice that day.

    Raises `CalledAlready`, `Refused`, `AlreadyKnown`, `InTheFuture`, `AlreadyDone`. Effects: the
    call and its facts; structure, person, case, entrusting, orientation, introduction as asked.
    """
    require(may_open_cases(actor, house_id))
    who, said, place = who or Who(), said or Said(), place or Place()
    upshot = upshot or Upshot()
    _check(house_id, upshot, about)
    with change(
        actor, verb="support.take_call", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        if not again:
            refuse_again(house_id, who, occurred_on)
        organisation, person = meet(entry, who)
        case = _case_of(entry, who, organisation, person, occurred_on, place, upshot, words)
        call = write_call(
            entry,
            who=who,
            organisation=organisation,
            person=person,
            occurred_on=occurred_on,
            outcome=upshot.kind,
            said=said,
            place=place,
            programme=upshot.programme,
            case=case or about,
            words="" if case else words,
            request=request,
        )
        _send(entry, call, call.case, occurred_on, upshot, sent_by)
        if request is not None:
            take_request(entry, request)
    return call


def refuse_again(house_id: int, who: Who, occurred_on: datetime.date) -> None:
    """Raise `CalledAlready` where the same subject stands in the register on that day."""
    calls = Call.objects.filter(house_id=house_id, taken_on=occurred_on)
    if who.organisation is not None:
        calls = calls.filter(organisation=who.organisation)
    elif who.identity:
        calls = calls.filter(organisation__name_key=fold(who.identity.get("name", ""))[:200])
    elif who.project_title.strip():
        calls = calls.filter(project_key=fold(who.project_title)[:200])
    elif who.person is not None:
        calls = calls.filter(person=who.person, organisation__isnull=True, project_title="")
    else:
        return
    standing = CallTaken.objects.now().filter(call=OuterRef("pk"))
    same = calls.filter(Exists(standing)).select_related("organisation", "person")
    first = same.order_by("pk").first()
    if first is not None:
        raise CalledAlready(first)


def _check(house_id: int, upshot: Upshot, about: Case | None) -> None:
    """Refuse what the upshot lacks, before anything is written."""
    check_referent(house_id, upshot.referent)
    if upshot.programme is not None and upshot.programme.house_id != house_id:
        raise Refused("Ce programme est celui d'une autre structure.")
    if about is not None and about.house_id != house_id:
        raise Refused("Ce dossier est celui d'une autre structure.")
    if upshot.kind in OF_A_CASE:
        if about is not None:
            raise Refused("Le dossier de ce projet est ouvert : notez-y plutôt un rendez-vous.")
        if upshot.programme is None:
            raise Refused("Dites dans quel programme le dossier est ouvert.")
        accueil_phase(upshot.programme)
    if upshot.kind == CallOutcome.VOLUNTEER and upshot.volunteer is None:
        raise Refused("Choisissez à qui l'accueil est confié.")
    handed = upshot.kind in (CallOutcome.REFERRAL, CallOutcome.INTRODUCTION)
    if handed and upshot.body is None and not upshot.body_identity:
        raise Refused("Dites vers quel organisme.")


def _case_of(
    entry: Entry,
    who: Who,
    organisation: Organisation | None,
    person: Person | None,
    occurred_on: datetime.date,
    place: Place,
    upshot: Upshot,
    words: str,
) -> Case | None:
    """The case that the upshot opens or takes up; its person becomes one of the project."""
    if upshot.kind not in OF_A_CASE or upshot.programme is None:
        return None
    title = who.project_title
    if organisation is None and not title.strip() and person is not None:
        title = f"Projet de {person}"
    case = write_accueil(
        entry,
        programme=upshot.programme,
        phase=accueil_phase(upshot.programme),
        occurred_on=occurred_on,
        organisation=organisation,
        project_title=title,
        place=place,
        referent=upshot.referent,
        need=words,
    )
    if person is not None:
        CaseMember.objects.get_or_create(
            case=case, person=person, ends_on=None, defaults={"starts_on": occurred_on}
        )
    if upshot.kind == CallOutcome.VOLUNTEER and upshot.volunteer is not None:
        Supporter.objects.get_or_create(
            case=case, user=upshot.volunteer, ends_on=None, defaults={"starts_on": occurred_on}
        )
    return case


def _send(
    entry: Entry,
    call: Call,
    case: Case | None,
    occurred_on: datetime.date,
    upshot: Upshot,
    sent_by: Organisation | None,
) -> None:
    """The orientation or introduction that the call ended in, and the one it came from."""
    if sent_by is not None:
        write_referral(
            entry,
            case=case,
            call=call,
            occurred_on=occurred_on,
            body=sent_by,
            direction=Referral.Direction.IN,
            reason_code="",
        )
    if upshot.kind not in (CallOutcome.REFERRAL, CallOutcome.INTRODUCTION):
        return
    body = upshot.body
    if body is None and upshot.body_identity:
        body = write_organisation(entry, **upshot.body_identity)
    if body is None:
        return
    if upshot.kind == CallOutcome.REFERRAL:
        write_referral(
            entry,
            case=case,
            call=call,
            occurred_on=occurred_on,
            body=body,
            direction=Referral.Direction.OUT,
            reason_code=upshot.reason_code,
        )
        return
    write_introduction(
        entry,
        case=case,
        call=call,
        occurred_on=occurred_on,
        introduced_to=body,
        reason_code=upshot.reason_code,
    )


def amend_call(
    actor: Actor,
    *,
    call: Call,
    occurred_on: datetime.date,
    outcome: str,
    said: Said,
    programme: Programme | None = None,
    words: str | None = None,
    code: str = "",
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> CallTaken:
    """Correct how a call is noted: its facts are voided and recorded again, in one entry.

    Without a reason while it is fresh (`journal.fresh`), with one afterwards. The outcome changes
    between `PLAIN` ones only; the day of a call that opened a case is that of the case's accueil.
    Raises `Refused`, `InTheFuture`, `Stale`, `AlreadyDone`.
    """
    require(may_open_cases(actor, call.house_id))
    with change(actor, verb="support.amend_call", houses=[call.house_id], key=key) as entry:
        entry.guard("call", call.pk, read_at=read_at)
        taken = _standing(call)
        code = _reason_code(actor, taken, code, reason)
        if outcome != taken.outcome and not {outcome, taken.outcome} <= set(PLAIN):
            raise Refused("Annulez cet appel, puis notez-le de nouveau avec cette issue.")
        opened = taken.outcome in OF_A_CASE
        if opened and occurred_on != taken.occurred_on:
            raise Refused("Le jour de cet appel se corrige sur le dossier, avec son accueil.")
        for kind in (OneOffAdvice, NeedVoiced):
            for fact in kind.objects.now().filter(call=call):
                entry.void(fact, code=code, reason=reason.strip())
        entry.void(taken, code=code, reason=reason.strip())
        call.taken_on = occurred_on
        if words is not None and call.erased_on is None and not opened:
            call.words = words.strip()
        call.save()
        if opened:
            programme = taken.programme
        by = record_call(
            entry,
            call,
            occurred_on,
            caller=taken.caller,
            outcome=outcome,
            said=said,
            programme=programme,
            replaces=taken,
        )
        mention_call(entry, call)
    return by


def void_call(
    actor: Actor,
    *,
    call: Call,
    code: str,
    reason: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Void a call and all that was noted of it but its case; its request awaits again.

    Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the void marks; one entry.
    """
    require(may_open_cases(actor, call.house_id))
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi cet appel est annulé.")
    with change(actor, verb="support.void_call", houses=[call.house_id], key=key) as entry:
        entry.guard("call", call.pk, read_at=read_at)
        _standing(call)
        for kind in CALL_FACTS:
            for fact in kind.objects.now().filter(call=call):
                entry.void(fact, code=code, reason=reason.strip())
        if call.request is not None:
            request, call.request = call.request, None
            call.save()
            give_back_request(entry, request)
        if call.case is not None:
            mention(entry, call.case)
        mention_call(entry, call)


def _standing(call: Call) -> CallTaken:
    taken: CallTaken | None = CallTaken.objects.now().filter(call=call).first()
    if taken is None:
        raise Refused("Cet appel a déjà été annulé.")
    return taken


def _reason_code(actor: Actor, taken: CallTaken, code: str, reason: str) -> str:
    """The code of the voids of a correction: none to give while it is fresh."""
    if can_correct(actor, taken):
        return SLIP
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi cet appel est corrigé.")
    return code
