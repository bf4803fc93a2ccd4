"""Who came, by name or by number."""

import datetime
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from probant.directory.models import Organisation, Person
from probant.directory.writing import person_key, write_person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Registration,
    SaidStructure,
    Session,
    SessionHeld,
)
from probant.gatherings.planning import settle_planned
from probant.gatherings.registering import honour, invitation_for
from probant.gatherings.rules.attendance import HalfDay, half_days, kept_half_days
from probant.gatherings.writing import (
    SESSION,
    attendance_of,
    write_headcount,
    write_held,
)
from probant.journal.door import Entry, change
from probant.journal.fresh import SLIP, can_correct
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


@dataclass(frozen=True)
class NewComer:
    """Somebody who came and is not in the books yet: created in the same entry."""

    family_name: str
    given_name: str = ""
    email: str = ""
    organisation: Organisation | None = None
    said: str = ""  # the structure as it was named, where the directory does not know it
    registration: Registration | None = None


def take_attendance(
    actor: Actor,
    *,
    session: Session,
    people: Collection[Person] = (),
    organisations: Collection[Organisation] = (),
    registrations: Collection[Registration] = (),
    new_comers: Collection[NewComer] = (),
    sent_by: Mapping[int, Organisation] | None = None,
    own_staff: Collection[int] = (),
    gone: Collection[Attendance] = (),
    way: str = Attendance.Way.LIST,
    occurred_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Attendance]:
    """Note who came; those noted already are left alone, so that two phones can share a door.

    `sent_by`: person id → the structure they came for. `own_staff`: ids of the house's own people,
    whom no rate counts. `registrations`: those who registered and whom the directory did not know.
    `gone`: attendances noted by mistake, voided. A session that was only planned is held from then
    on, in the same entry. Returns the attendances recorded.

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
        for new in [*map(_registered, registrations), *new_comers]:
            person = _create(entry, new)
            everybody.append(person)
            _claim(new.registration, person)
            if new.organisation is not None:
                for_whom[person.pk] = new.organisation
            elif new.said:
                SaidStructure.objects.get_or_create(
                    session=session, person=person, defaults={"words": new.said[:200]}
                )
        came = [
            attendance_of(
                session,
                day,
                person=person,
                organisation=for_whom.get(person.pk),
                own_staff=person.pk in own_staff,
                way=way,
            )
            for person in _not_yet(session, everybody)
        ]
        came += [
            attendance_of(session, day, organisation=organisation, way=way)
            for organisation in _not_yet_alone(session, organisations)
        ]
        honour(session, came)
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
    counted_by: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> HeadcountTaken:
    """Note how many came to an open session; apart from named attendance, and once.

    `counted_by`: the account of who counted, a colleague; whoever notes it otherwise.

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
        return write_headcount(entry, session, day, headcount, method, counted_by)


def amend_attendance(
    actor: Actor,
    *,
    attendance: Attendance,
    arrived_time: datetime.time | None = None,
    left_time: datetime.time | None = None,
    attended: Collection[str] = (),
    organisation: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> Attendance:
    """Say when somebody came late or left early, which half-days, and for which structure.

    The attendance is replaced by one that says it; `attended` (codes of half-days) empty means
    all of them. Returns the attendance that stands.

    Raises `Refused`, `AlreadyDone`. Effects: a fact; one entry.
    """
    require(may_write_sessions(actor, attendance.house_id))
    if arrived_time and left_time and left_time <= arrived_time:
        raise Refused("La personne serait partie avant d’arriver : vérifiez les heures.")
    verb = "gatherings.amend_attendance"
    with change(actor, verb=verb, houses=[attendance.house_id], key=key) as entry:
        session = Session.objects.get(pk=attendance.session_id)
        attendance.refresh_from_db()
        if attendance.is_void:
            raise Refused("Cette présence a été annulée entre-temps.")
        by = attendance.amended(
            arrived_time=arrived_time,
            left_time=left_time,
            half_days=kept_half_days(attended, half_days_of(session)) if attended else "",
        )
        if organisation is not None and organisation.pk != attendance.organisation_id:
            by.place_by(organisation)
            by.about(session)
            by.invitation = by.invitation or invitation_for(session, by)
            said = SaidStructure.objects.filter(session=session, person=attendance.person)
            said.delete()
        if _told(by) == _told(attendance):
            return attendance
        code = SLIP if can_correct(actor, attendance).allowed else "other"
        entry.replace(attendance, by, code=code, reason="heures ou structure précisées")
        entry.mention(SESSION, session.pk)
    return by


def _told(attendance: Attendance) -> tuple[object, ...]:
    return (
        attendance.arrived_time,
        attendance.left_time,
        attendance.half_days,
        attendance.organisation_id,
    )


def half_days_of(session: Session) -> tuple[HalfDay, ...]:
    """The half-days that a session's sheet has a box for."""
    return half_days(session.starts_on, session.ends_on, session.starts_time, session.ends_time)


def _day_of(entry: Entry, session: Session) -> datetime.date:
    """The day a session was held, which taking attendance makes it where it was only planned."""
    held = SessionHeld.objects.now().filter(session=session).first()
    if held is None:
        settle_planned(entry, session)
        held = write_held(entry, session, session.starts_on)
    return held.occurred_on


def _withdraw(entry: Entry, session: Session, gone: Collection[Attendance]) -> None:
    for attendance in gone:
        if attendance.session_id == session.pk and not attendance.is_void:
            entry.void(attendance, code="error", reason="présence notée par erreur")


def _registered(row: Registration) -> NewComer:
    """Who registered, as typed; their registration is theirs once they are in the directory."""
    return NewComer(
        row.family_name, row.given_name, row.email, row.organisation, row.organisation_name, row
    )


def _claim(row: Registration | None, person: Person) -> None:
    """Put a person on the registration that she typed, unless she has another one already."""
    if row is None or row.person_id is not None:
        return
    hers = Registration.objects.filter(session=row.session_id, person=person)
    if not hers.exists():
        Registration.objects.filter(pk=row.pk).update(person=person)


def _create(entry: Entry, new: NewComer) -> Person:
    """The person of the directory who bears this very name, where there is one; else a new one."""
    if not new.family_name.strip():
        raise Refused("Donnez le nom de la personne.")
    key = person_key(new.given_name, new.family_name)
    known = list(Person.objects.filter(house_id=entry.house_id, name_key=key)[:2])
    if len(known) == 1 and new.given_name.strip():
        return known[0]
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
