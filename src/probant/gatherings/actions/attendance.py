"""Who came, by name or by number."""

import datetime
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from probant.directory.models import Organisation, Person
from probant.directory.writing import write_person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Attendance, HeadcountTaken, Session, SessionHeld
from probant.gatherings.writing import (
    SESSION,
    attendance_of,
    write_headcount,
    write_held,
)
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


@dataclass(frozen=True)
class NewComer:
    """Somebody who came and is not in the books yet: created in the same entry."""

    family_name: str
    given_name: str = ""
    email: str = ""
    organisation: Organisation | None = None


def take_attendance(
    actor: Actor,
    *,
    session: Session,
    people: Collection[Person] = (),
    organisations: Collection[Organisation] = (),
    new_comers: Collection[NewComer] = (),
    sent_by: Mapping[int, Organisation] | None = None,
    own_staff: Collection[int] = (),
    gone: Collection[Attendance] = (),
    occurred_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Attendance]:
    """Note who came; those noted already are left alone, so that two phones can share a door.

    `sent_by`: person id → the structure they came for. `own_staff`: ids of the house's own people,
    whom no rate counts. `gone`: attendances noted by mistake, voided. A session that was only
    planned is held from then on, in the same entry. Returns the attendances recorded.

    Raises `Refused` (cancelled), `InTheFuture`, `AlreadyDone`. Effects: facts; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    foreign = [person for person in people if person.house_id != session.house_id]
    if foreign:
        raise Refused("Une personne notée présente est de votre annuaire.")
    with change(
        actor,
        verb="gatherings.take_attendance",
        houses=[session.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        session.refresh_from_db()
        day = occurred_on or _day_of(entry, session)
        _withdraw(entry, session, gone)
        for_whom = dict(sent_by or {})
        everybody = list(people)
        for new in new_comers:
            person = _create(entry, new)
            everybody.append(person)
            if new.organisation is not None:
                for_whom[person.pk] = new.organisation
        came = [
            attendance_of(
                session,
                day,
                person=person,
                organisation=for_whom.get(person.pk),
                own_staff=person.pk in own_staff,
            )
            for person in _not_yet(session, everybody)
        ]
        came += [
            attendance_of(session, day, organisation=organisation)
            for organisation in _not_yet_alone(session, organisations)
        ]
        entry.record_many(came)
        if came or gone:
            entry.mention(SESSION, session.pk)
    return came


def take_headcount(
    actor: Actor,
    *,
    session: Session,
    headcount: int,
    method: str = HeadcountTaken.Method.COUNTED,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> HeadcountTaken:
    """Note how many came to an open session; apart from named attendance, and once.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: the fact; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    with change(
        actor,
        verb="gatherings.take_headcount",
        houses=[session.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        session.refresh_from_db()
        day = _day_of(entry, session)
        if HeadcountTaken.objects.now().filter(session=session).exists():
            raise Refused("Le nombre de personnes est déjà noté : annulez-le d'abord.")
        return write_headcount(entry, session, day, headcount, method)


def _day_of(entry: Entry, session: Session) -> datetime.date:
    """The day a session was held, which taking attendance makes it where it was only planned."""
    held = SessionHeld.objects.now().filter(session=session).first()
    return (held or write_held(entry, session, session.starts_on)).occurred_on


def _withdraw(entry: Entry, session: Session, gone: Collection[Attendance]) -> None:
    for attendance in gone:
        if attendance.session_id == session.pk and not attendance.is_void:
            entry.void(attendance, code="error", reason="présence notée par erreur")


def _create(entry: Entry, new: NewComer) -> Person:
    if not new.family_name.strip():
        raise Refused("Donnez le nom de la personne.")
    return write_person(
        entry, given_name=new.given_name, family_name=new.family_name, email=new.email
    )


def _not_yet(session: Session, people: Collection[Person]) -> list[Person]:
    """The people not noted present, each once."""
    standing = Attendance.objects.now().filter(session=session)
    held = set(standing.values_list("person_id", flat=True))
    return list({person.pk: person for person in people if person.pk not in held}.values())


def _not_yet_alone(session: Session, organisations: Collection[Organisation]) -> list[Organisation]:
    """The structures not noted present by themselves, each once."""
    standing = Attendance.objects.now().filter(session=session, person__isnull=True)
    held = set(standing.values_list("organisation_id", flat=True))
    return list({found.pk: found for found in organisations if found.pk not in held}.values())
