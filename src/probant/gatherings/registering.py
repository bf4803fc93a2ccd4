"""Write on registrations inside a journal entry that is already open: seats, order, lists.

The entry holds the house's lock: what is counted here cannot change before it is written.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from probant.directory.models import Card, Organisation, Person, Position
from probant.directory.writing import write_person
from probant.gatherings.models import (
    Attendance,
    Invitation,
    Invited,
    Registered,
    Registration,
    Session,
    SessionHeld,
)
from probant.gatherings.rules.registrations import free_seats, may_hold
from probant.journal.door import Entry
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold

Status, Origin = Registration.Status, Registration.Origin
STANDS = (Status.REGISTERED, Status.WAITING)
ALREADY = "Cette personne est déjà inscrite à cette rencontre."


@dataclass(frozen=True)
class Registrant:
    """Who registers: somebody of the directory, a structure, or what a stranger typed."""

    person: Person | None = None
    organisation: Organisation | None = None
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    organisation_name: str = ""


@dataclass(frozen=True)
class Seats:
    """How the list of a session stands: seats given, who waits, seats left (None: any)."""

    taken: int
    waiting: int
    free: int | None


def seats_of(session: Session) -> Seats:
    """The seats of a session. One query."""
    rows = Registration.objects.filter(session=session, status__in=STANDS).order_by()
    found = dict(rows.values_list("status").annotate(Count("pk")))
    taken = found.get(Status.REGISTERED, 0)
    return Seats(taken, found.get(Status.WAITING, 0), free_seats(session.capacity, taken))


def seats_taken(session: Session) -> int:
    """How many hold a seat. One query."""
    return Registration.objects.filter(session=session, status=Status.REGISTERED).count()


def standing_of(session: Session, registrant: Registrant) -> Registration | None:
    """The registration that somebody already has, by person, by structure alone, or by address."""
    rows = Registration.objects.filter(session=session, status__in=STANDS)
    if registrant.person is not None:
        return rows.filter(person=registrant.person).first()
    if registrant.email:
        return rows.filter(email=registrant.email.strip().lower()).first()
    if registrant.organisation is not None and not registrant.family_name:
        alone = rows.filter(organisation=registrant.organisation, person__isnull=True)
        return alone.filter(family_name="").first()
    return None


def known_as(session: Session, registrant: Registrant) -> Registration | None:
    """The registration that stands under an address, else under the person it belongs to.

    One query for both.
    """
    rows = Registration.objects.filter(session=session, status__in=STANDS)
    address = registrant.email.strip().lower()
    same = Q(email=address) if address else Q(pk__in=[])
    if registrant.person is not None:
        same |= Q(person=registrant.person)
    found = list(rows.filter(same))
    return min(found, key=lambda one: (one.email != address, one.pk), default=None)


def write_registration(
    entry: Entry,
    session: Session,
    registrant: Registrant,
    *,
    origin: str,
    invitation: Invitation | None = None,
    consented: bool = False,
    is_new: bool = False,
) -> Registration:
    """Give a seat, or a place in the waiting list where none is left or others wait.

    `is_new`: the caller looked whether the same person, structure or address stands already; else
    raises `Refused` where one does.
    """
    if not is_new and standing_of(session, registrant) is not None:
        raise Refused(ALREADY)
    seats = seats_of(session)
    waits = seats.free is not None and (seats.free == 0 or seats.waiting > 0)
    typed = registrant
    registration = Registration.objects.create(
        house_id=entry.house_id,
        session=session,
        invitation=invitation,
        person=registrant.person,
        organisation=registrant.organisation,
        given_name=" ".join(typed.given_name.split())[:80],
        family_name=" ".join(typed.family_name.split())[:80],
        email=typed.email.strip().lower(),
        organisation_name=" ".join(typed.organisation_name.split())[:200],
        status=Status.WAITING if waits else Status.REGISTERED,
        origin=origin,
        asked_at=entry.at,
        settled_at=entry.at,
        consented_at=entry.at if consented else None,
    )
    _mention(entry, session, registration.person)
    return registration


def settle_status(entry: Entry, registration: Registration, status: str) -> None:
    """Put a registration in another state, known from now on."""
    registration.status, registration.settled_at = status, entry.at
    registration.save(update_fields=["status", "settled_at"])
    _mention(entry, registration.session, registration.person)


def fill_seats(entry: Entry, session: Session) -> list[Registration]:
    """Give the free seats to those who wait, in their order of arrival; who got one."""
    if session.state != Session.State.PLANNED:
        return []
    free = free_seats(session.capacity, seats_taken(session))
    waiting = _waiting(session).select_related("person", "organisation", "session").order_by("id")
    promoted = list(waiting if free is None else waiting[:free])
    for registration in promoted:
        settle_status(entry, registration, Status.REGISTERED)
    return promoted


def fit_capacity(session: Session, capacity: int | None) -> None:
    """Raise `Refused` where more people are registered than a capacity has seats."""
    require(may_hold(capacity, seats_taken(session)))


def recognise(session: Session, registrant: Registrant) -> Registrant:
    """What a stranger typed, with the person and structure of the directory that it surely is.

    Surely: one person has this address and this family name; one structure has this very name.
    Nothing of the directory is told to the stranger. Two queries.
    """
    person, organisation = registrant.person, registrant.organisation
    if person is None and registrant.email:
        known = Person.objects.filter(
            house_id=session.house_id, email__iexact=registrant.email.strip(), erased_on=None
        )
        same = [one for one in known[:5] if fold(one.family_name) == fold(registrant.family_name)]
        person = same[0] if len(same) == 1 else None
    if organisation is None and registrant.organisation_name.strip():
        cards = Card.objects.filter(
            house_id=session.house_id, name_key=fold(registrant.organisation_name)[:200]
        )
        found = list(cards.select_related("organisation")[:2])
        organisation = found[0].organisation if len(found) == 1 else None
    return Registrant(
        person,
        organisation,
        registrant.given_name,
        registrant.family_name,
        registrant.email,
        registrant.organisation_name,
    )


def person_of(entry: Entry, registration: Registration) -> Person:
    """The person of the directory that registers, added to it where what was typed is new.

    Raises `Refused` where no name was given (a structure registered by itself), or is erased.
    """
    if registration.person is not None:
        return registration.person
    if not registration.family_name:
        raise Refused("Cette inscription ne nomme personne : notez qui est venu.")
    typed = Registrant(
        family_name=registration.family_name,
        given_name=registration.given_name,
        email=registration.email,
    )
    person = recognise(registration.session, typed).person or write_person(
        entry,
        given_name=registration.given_name,
        family_name=registration.family_name,
        email=registration.email,
    )
    registration.person = person
    registration.save(update_fields=["person"])
    return person


def own_people(house_id: int, people: Iterable[int | None]) -> set[int]:
    """Those who hold a position in the house itself: no rate counts them. One query."""
    held = Position.objects.filter(
        organisation_id=house_id, ends_on__isnull=True, person__in={pk for pk in people if pk}
    )
    return set(held.values_list("person_id", flat=True))


# --- what figures count


def honour(session: Session, came: Sequence[Attendance]) -> None:
    """Say of attendances, not yet recorded, which invitation and registration each honours.

    A registration is honoured once: by its person, by her address or name where it names nobody
    of the directory yet, or by the first who comes for a structure registered by itself. Whoever
    came without registering where people registered is a walk-in. Five queries at most.
    """
    rows = Registration.objects.filter(session=session)
    listed = list(rows.exclude(status=Status.CANCELLED).order_by("id"))
    standing = Attendance.objects.now().filter(session=session)
    taken = set(standing.values_list("registration_id", flat=True))
    free = [one for one in listed if one.status == Status.REGISTERED and one.pk not in taken]
    invitations = list(_invitations(session))
    for attendance in came:
        found = next((one for one in free if _is_for(one, attendance)), None)
        if found is not None:
            free.remove(found)
            if found.person_id is None and attendance.person is not None and found.family_name:
                Registration.objects.filter(pk=found.pk).update(person=attendance.person)
        attendance.registration = found
        attendance.walk_in = bool(listed) and found is None and not attendance.own_staff
        attendance.invitation = next(
            (one for one in invitations if _invites(one, attendance)),
            found.invitation if found is not None else None,
        )


def invitation_for(session: Session, attendance: Attendance) -> Invitation | None:
    """The invitation that an attendance honours, by its structure or its person. One query."""
    return next((one for one in _invitations(session) if _invites(one, attendance)), None)


def settle_lists(entry: Entry, session: Session) -> None:
    """Bring the facts `Invited` and `Registered` in line with the rows of a session.

    None while the session is not held. Effects: facts recorded, voided or replaced; nothing where
    they are in line already.
    """
    held = SessionHeld.objects.now().filter(session=session).first()
    invitations = list(_invitations(session)) if held else []
    expected: list[Registration] = []
    if held:
        rows = Registration.objects.filter(session=session, status=Status.REGISTERED)
        expected = list(rows.select_related("organisation", "invitation").order_by("id"))
    day = held.occurred_on if held else None
    people = [one.person_id for one in invitations] + [one.person_id for one in expected]
    own = own_people(session.house_id, people)
    _align(entry, session, Invited, "invitation", invitations, day, own)
    _align(entry, session, Registered, "registration", expected, day, own)


def _align(
    entry: Entry,
    session: Session,
    kind: type[Invited] | type[Registered],
    column: str,
    rows: Sequence[Any],
    day: datetime.date | None,
    own: Collection[int],
) -> None:
    standing = {
        getattr(fact, f"{column}_id"): fact for fact in kind.objects.now().filter(session=session)
    }
    fresh = []
    for row in rows:
        assert day is not None
        fact = kind(occurred_on=day, person_id=row.person_id, own_staff=row.person_id in own)
        setattr(fact, column, row)
        if row.organisation is not None:
            fact.place_by(row.organisation)
        fact.about(session)
        old = standing.pop(row.pk, None)
        if old is None:
            fresh.append(fact)
        elif _says(old) != _says(fact):
            entry.replace(old, fact, code="error")
    entry.record_many(fresh)
    for fact in standing.values():
        entry.void(fact, code="error")


def _says(fact: Invited | Registered) -> tuple[Any, ...]:
    # not who: a registration that named nobody of the directory is known better later
    return (fact.occurred_on, fact.organisation_id, fact.own_staff)


def _is_for(registration: Registration, attendance: Attendance) -> bool:
    if registration.person_id is not None:
        return registration.person_id == attendance.person_id
    person = attendance.person
    if registration.family_name:
        if person is None:
            return False
        if registration.email and registration.email == person.email.lower():
            return True
        typed = fold(f"{registration.given_name} {registration.family_name}")
        return typed == fold(f"{person.given_name} {person.family_name}")
    return (
        registration.organisation_id is not None
        and registration.organisation_id == attendance.organisation_id
    )


def _invites(invitation: Invitation, attendance: Attendance) -> bool:
    of_structure = invitation.organisation_id
    if of_structure is not None and of_structure == attendance.organisation_id:
        return True
    return invitation.person_id is not None and invitation.person_id == attendance.person_id


def _invitations(session: Session) -> Iterable[Invitation]:
    rows = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    return rows.select_related("organisation").order_by("id")


def _waiting(session: Session) -> Any:
    return Registration.objects.filter(Q(session=session) & Q(status=Status.WAITING))


def _mention(entry: Entry, session: Session, person: Person | None) -> None:
    entry.mention("session", session.pk)
    if person is not None:
        entry.mention("person", person.pk)
