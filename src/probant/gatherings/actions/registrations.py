"""Registering for a session: by the team, by anybody, by those invited; leaving; seats."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from django.utils import timezone

from probant.directory.models import Organisation, Person
from probant.directory.writing import write_person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.models import (
    Attendance,
    Invitation,
    Registration,
    RegistrationTerms,
    Session,
)
from probant.gatherings.registering import (
    STANDS,
    Origin,
    Registrant,
    Status,
    fit_capacity,
    known_as,
    recognise,
    settle_lists,
    settle_status,
    standing_of,
    write_registration,
)
from probant.gatherings.registration_letters import REGISTRATION, Writer, give_free_seats
from probant.gatherings.rules.registrations import Opening, may_register
from probant.gatherings.writing import SESSION
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision, Refused, require

Changing = AbstractContextManager[Entry]
HELD = "La rencontre est tenue : notez qui est venu dans les présences."


def opening_of(session: Session) -> Opening:
    """What decides whether one may register by herself. One query at most."""
    terms = RegistrationTerms.objects.filter(session=session).first()
    return Opening(
        state=session.state,
        starts_on=session.ends_on or session.starts_on,
        closes_on=session.registration_closes_on,
        is_public=session.openness == Session.Openness.PUBLIC,
        is_open=terms is not None and terms.is_open,
    )


def may_register_now(session: Session, invitation: Invitation | None = None) -> Decision:
    """Whether somebody may register by herself today."""
    invited = invitation is not None and invitation.withdrawn_on is None
    return may_register(opening_of(session), today=timezone.localdate(), invited=invited)


def register(
    actor: Actor,
    *,
    session: Session,
    people: Collection[Person] = (),
    organisations: Collection[Organisation] = (),
    new_comers: Collection[NewComer] = (),
    sent_by: Mapping[int, Organisation] | None = None,
    with_letter: bool = True,
    key: uuid.UUID | None = None,
) -> list[Registration]:
    """Register people of the directory, new ones and structures, in this order; the team does.

    `sent_by`: person id → the structure they come for. The team may register after the closing
    day. Beyond the seats, they wait. With `with_letter`, those who have an address are written to.
    Raises `Refused` (registered already, held, cancelled, of another house), `AlreadyDone`.
    Effects: rows; letters; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    if any(person.house_id != session.house_id for person in people):
        raise Refused("Une personne inscrite est de votre annuaire.")
    if not (people or organisations or new_comers):
        raise Refused("Choisissez qui inscrire.")
    with _changing(actor, "gatherings.register", session, key) as entry:
        session.refresh_from_db()
        _refuse_over(session)
        for_whom = sent_by or {}
        wanted = [Registrant(person, for_whom.get(person.pk)) for person in people]
        for new in new_comers:
            person = write_person(
                entry, given_name=new.given_name, family_name=new.family_name, email=new.email
            )
            wanted.append(Registrant(person=person, organisation=new.organisation))
        wanted += [Registrant(organisation=organisation) for organisation in organisations]
        made = [write_registration(entry, session, one, origin=Origin.TEAM) for one in wanted]
        if with_letter:
            _confirm(entry, session, made)
    return made


def register_publicly(
    session: Session,
    registrant: Registrant,
    *,
    invitation: Invitation | None = None,
    key: uuid.UUID | None = None,
) -> Registration:
    """Register whoever typed the public form, or answers an invitation; consent was given.

    An address that stands already is not registered twice: what stands is returned, and its owner
    is written to, so that a stranger learns nothing by trying addresses. Raises `Refused` (closed,
    past, cancelled, by invitation), `AlreadyDone`. Effects: the row; one letter; one entry.
    """
    origin = Origin.INVITATION if invitation else Origin.PUBLIC
    with _changing(Actor.public(), "gatherings.register_publicly", session, key) as entry:
        session.refresh_from_db()
        require(may_register_now(session, invitation))
        known = recognise(session, registrant)
        standing = known_as(session, known)
        if standing is not None:
            entry.mention(REGISTRATION, standing.pk)
            Writer(entry, session).remind_known(standing)
            return standing
        made = write_registration(
            entry,
            session,
            known,
            origin=origin,
            invitation=invitation,
            consented=True,
            is_new=True,
        )
        entry.mention(REGISTRATION, made.pk)
        _confirm(entry, session, [made])
    return made


def cancel_registration(
    actor: Actor,
    *,
    registration: Registration,
    with_letter: bool = True,
    key: uuid.UUID | None = None,
) -> Registration:
    """Take a registration off the list; the first who waits gets the seat, and a letter.

    By the team, or by whoever holds the link (a public actor: `registration` came by its token).
    Raises `Refused`, `AlreadyDone`. Effects: the rows; letters; one entry.
    """
    return _leave(actor, registration, Status.CANCELLED, with_letter, key)


def excuse(
    actor: Actor,
    *,
    registration: Registration,
    with_letter: bool = True,
    key: uuid.UUID | None = None,
) -> Registration:
    """Note that somebody registered said that she will not come; her seat goes to the next.

    After the session, whoever was not there may still be excused: she is no longer counted as
    expected. Raises `Refused` (noted present), `AlreadyDone`. Effects: as `cancel_registration`.
    """
    return _leave(actor, registration, Status.EXCUSED, with_letter, key)


def promote(
    actor: Actor, *, registration: Registration, key: uuid.UUID | None = None
) -> Registration:
    """Give a seat to somebody who waits, out of turn, or who had left the list.

    Raises `Refused` where no seat is free, `AlreadyDone`. Effects: the row; a letter; one entry.
    """
    session = registration.session
    require(may_write_sessions(actor, session.house_id))
    with _changing(actor, "gatherings.promote", session, key) as entry:
        session.refresh_from_db()
        _refuse_over(session)
        registration.refresh_from_db()
        if registration.status == Status.REGISTERED:
            raise Refused("Cette personne a déjà une place.")
        if not registration.stands:
            twin = Registrant(registration.person, registration.organisation)
            if standing_of(session, twin) is not None:
                raise Refused("Cette personne s’est réinscrite depuis.")
        taken = Registration.objects.filter(session=session, status=Status.REGISTERED).count()
        if session.capacity is not None and taken >= session.capacity:
            raise Refused(
                f"Les {session.capacity} places sont prises : ajoutez une place, ou retirez "
                "quelqu’un d’abord."
            )
        settle_status(entry, registration, Status.REGISTERED)
        Writer(entry, session).promote(registration)
    return registration


def change_terms(
    actor: Actor,
    *,
    session: Session,
    capacity: int | None,
    closes_on: datetime.date | None = None,
    is_open: bool = False,
    reminder_days: int | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> RegistrationTerms:
    """Say how one registers, until when, and for how many seats; new seats go to those who wait.

    Raises `Refused` where more are registered than `capacity`, `Stale`, `AlreadyDone`. Effects:
    the session's row and its terms; letters to those who get a seat; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    with _changing(actor, "gatherings.change_terms", session, key) as entry:
        entry.guard(SESSION, session.pk, read_at=read_at)
        session.refresh_from_db()
        _refuse_over(session)
        if is_open and session.openness != Session.Openness.PUBLIC:
            raise Refused(
                "Cette rencontre est sur invitation : ouvrez-la d’abord à tout public, "
                "ou inscrivez vous-même."
            )
        fit_capacity(session, capacity)
        session.capacity, session.registration_closes_on = capacity, closes_on
        session.save(update_fields=["capacity", "registration_closes_on"])
        terms, _ = RegistrationTerms.objects.update_or_create(
            session=session,
            defaults={
                "house_id": session.house_id,
                "is_open": is_open,
                "reminder_days": reminder_days,
            },
        )
        entry.mention(SESSION, session.pk)
        give_free_seats(entry, session)
    return terms


def _leave(
    actor: Actor,
    registration: Registration,
    status: str,
    with_letter: bool,
    key: uuid.UUID | None,
) -> Registration:
    session = registration.session
    if actor.kind != "public":
        require(may_write_sessions(actor, session.house_id))
    verb = "gatherings.excuse" if status == Status.EXCUSED else "gatherings.cancel_registration"
    with _changing(actor, verb, session, key) as entry:
        session.refresh_from_db()
        registration.refresh_from_db()
        _refuse_leaving(actor, session, registration, status)
        settle_status(entry, registration, status)
        entry.mention(REGISTRATION, registration.pk)
        if session.state == Session.State.HELD:
            settle_lists(entry, session)
            return registration
        if with_letter:
            Writer(entry, session).leave(registration)
        give_free_seats(entry, session)
    return registration


def _refuse_leaving(
    actor: Actor, session: Session, registration: Registration, status: str
) -> None:
    if registration.status not in STANDS:
        raise Refused("Cette personne n’est déjà plus attendue.")
    over = session.state == Session.State.HELD or session.starts_on < timezone.localdate()
    if actor.kind == "public" and over:
        raise Refused("Cette rencontre a eu lieu.")
    if registration.status == Status.WAITING and status == Status.EXCUSED:
        raise Refused("Qui est en attente n’est pas attendu : retirez sa demande.")
    if Attendance.objects.now().filter(registration=registration).exists():
        raise Refused("Cette personne est notée présente : retirez d’abord sa présence.")


def _confirm(entry: Entry, session: Session, made: Sequence[Registration]) -> None:
    writer = Writer(entry, session)
    waiting = Registration.objects.filter(session=session, status=Status.WAITING)
    for registration in made:
        waits = registration.status == Status.WAITING
        rank = waiting.filter(pk__lte=registration.pk).count() if waits else 0
        writer.confirm(registration, place=rank)


def _refuse_over(session: Session) -> None:
    if session.state == Session.State.CANCELLED:
        raise Refused("Cette rencontre est annulée.")
    if session.state == Session.State.HELD:
        raise Refused(HELD)


def _changing(actor: Actor, verb: str, session: Session, key: uuid.UUID | None) -> Changing:
    return change(actor, verb=verb, houses=[session.house_id], key=key)
