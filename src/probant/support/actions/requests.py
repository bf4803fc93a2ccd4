"""Requests of the public form: received from anybody, then taken at the door or set aside."""

import datetime
import secrets
import uuid

from django.utils import timezone

from probant.directory.models import House, Territory
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.letters import write_letter
from probant.support.access import may_ask, may_open_cases
from probant.support.models import Call, RequestReceived, SupportRequest

REQUEST = "request"  # kind of the timeline
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what is misread aloud
#: How the fact is voided where the request turns out to be none.
VOIDED = {SupportRequest.State.DUPLICATE: "duplicate", SupportRequest.State.SPAM: "not_held"}
ASIDE = (SupportRequest.State.REFUSED, *VOIDED)


def receive_request(
    actor: Actor,
    *,
    house: House,
    kind: str,
    name: str = "",
    number: str = "",
    given_name: str = "",
    family_name: str,
    email: str,
    telephone: str = "",
    place: Territory | None = None,
    place_name: str = "",
    words: str,
    origin: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> SupportRequest:
    """Keep what a stranger asks by the public form; no account, no card, no person is made.

    Raises `Refused`, `AlreadyDone` (its mentions hold the first request's id). Effects: the request
    and the fact `RequestReceived`; an acknowledgement by mail, unless it is declared to have come
    earlier; one entry.
    """
    require(may_ask(actor, house))
    with change(
        actor, verb="support.receive_request", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        request = SupportRequest.objects.create(
            house=house,
            reference=_reference(entry.known_on),
            received_at=_received_at(entry),
            kind=kind,
            name=" ".join(name.split()),
            number=number,
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            email=email.strip().lower(),
            telephone=telephone,
            place_code=place.code if place else "",
            place_vintage=place.vintage if place else None,
            place_name=place.name if place else " ".join(place_name.split()),
            words=words.strip(),
            origin=origin,
        )
        _record(entry, request)
        if declared_on is None:
            _acknowledge(entry, request)
        entry.mention(REQUEST, request.pk)
    return request


def settle_request(
    actor: Actor,
    *,
    request: SupportRequest,
    state: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Set a request aside: no follow-up, double or unwanted; the reason stays erasable.

    A double or an unwanted message is no longer counted as received. Raises `Refused`,
    `AlreadyDone`. Effects: its state, the void where it is one; one entry.
    """
    require(may_open_cases(actor, request.house_id))
    if state not in ASIDE or not reason.strip():
        raise Refused("Dites pourquoi cette demande n'est pas prise.")
    with change(actor, verb="support.settle_request", houses=[request.house_id], key=key) as entry:
        request.refresh_from_db()
        _refuse_settled(request)
        _settle(entry, request, state)
        code = VOIDED.get(SupportRequest.State(state))
        if code:
            for fact in RequestReceived.objects.now().filter(request=request):
                entry.void(fact, code=code)
        entry.detail(category="support.request", reason=reason.strip())


def reopen_request(actor: Actor, *, request: SupportRequest, key: uuid.UUID | None = None) -> None:
    """Put back among those to take a request that was set aside by mistake.

    Raises `Refused`, `AlreadyDone`. Effects: its state, its fact recorded again; one entry.
    """
    require(may_open_cases(actor, request.house_id))
    with change(actor, verb="support.reopen_request", houses=[request.house_id], key=key) as entry:
        request.refresh_from_db()
        if request.state not in ASIDE:
            raise Refused("Cette demande n'a pas été mise de côté.")
        if not RequestReceived.objects.now().filter(request=request).exists():
            _record(entry, request)
        give_back_request(entry, request)


def take_request(entry: Entry, request: SupportRequest) -> None:
    """Mark a request as taken, inside the entry of the call that answers it."""
    request.refresh_from_db()
    if request.house_id != entry.house_id:
        raise Refused("Cette demande est celle d'une autre structure.")
    _refuse_settled(request)
    _settle(entry, request, SupportRequest.State.TAKEN)


def give_back_request(entry: Entry, request: SupportRequest) -> None:
    """Let a request await again: what took it or set it aside was a mistake."""
    request.state = SupportRequest.State.AWAITING
    request.settled_on, request.settled_by = None, None
    request.save()
    entry.mention(REQUEST, request.pk)


def _refuse_settled(request: SupportRequest) -> None:
    if request.is_awaiting:
        return
    call = Call.objects.filter(request=request).select_related("taken_by").first()
    by = f" par {call.taken_by}" if call and call.taken_by else ""
    raise Refused(f"Cette demande est déjà traitée{by} : {request.get_state_display()}.")


def _settle(entry: Entry, request: SupportRequest, state: str) -> None:
    request.state = state
    request.settled_on = entry.known_on
    request.settled_by_id = entry.actor.user_id
    request.save()
    entry.mention(REQUEST, request.pk)


def _record(entry: Entry, request: SupportRequest) -> None:
    fact = RequestReceived(request=request, kind=request.kind, origin=request.origin)
    fact.occurred_on = request.received_at.astimezone().date()
    fact.place_code, fact.place_vintage = request.place_code, request.place_vintage
    entry.record(fact)


def _received_at(entry: Entry) -> datetime.datetime:
    """The instant of the entry; noon of an earlier day that is declared."""
    if entry.known_on == entry.today:
        return entry.at
    return timezone.make_aware(datetime.datetime.combine(entry.known_on, datetime.time(12)))


def _reference(today: datetime.date) -> str:
    """Said on the telephone, never guessed from another: 24-7KQ3M."""
    return f"{today:%y}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def _acknowledge(entry: Entry, request: SupportRequest) -> None:
    """Write to whoever asked that it arrived; nothing of what was typed is sent to an address."""
    write_letter(
        entry,
        to=request.email,
        subject=f"Votre demande {request.reference} est arrivée",
        template="support/mail/request_received.txt",
        context={"request": request, "house": request.house},
        about=(REQUEST, request.pk),
    )
