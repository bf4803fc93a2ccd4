"""Appointments: planned, moved, cancelled, held or not, and those noted once they took place."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from probant.accounts.models import User
from probant.directory.models import Organisation, Person
from probant.directory.writing import write_card
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_write_case
from probant.support.models import Appointment, AppointmentHeld, Audience, Case, Mode
from probant.support.writing import mention, settle, write_note

APPOINTMENT = "appointment"  # kind of the timeline
PERSON = "person"
LONGEST = 24 * 60


@dataclass(frozen=True)
class Meeting:
    """What one says of an appointment: when, where, who of ours, who of theirs, what about."""

    planned_on: datetime.date
    starts_time: datetime.time | None = None
    minutes: int | None = None
    mode: str = Mode.HERE
    place_label: str = ""
    subject: str = ""
    ours: Sequence[User] = ()
    theirs: Sequence[Person] = ()
    with_organisations: Sequence[Organisation] = ()
    also: Sequence[Case] = ()


def plan_appointment(
    actor: Actor, *, case: Case, meeting: Meeting, key: uuid.UUID | None = None
) -> Appointment:
    """Plan an appointment; with `meeting.also`, a visit made together, one for each case.

    Raises `Refused`, `AlreadyDone`. Effects: the rows; one entry on the timelines of the cases.
    """
    cases = _all_writable(actor, case, meeting)
    _check(meeting, case.house_id)
    with change(actor, verb="support.plan_appointment", houses=[case.house_id], key=key) as entry:
        return _write(entry, cases, meeting)[0]


def log_appointment(
    actor: Actor,
    *,
    case: Case,
    meeting: Meeting,
    note: str = "",
    audience: str = Audience.TEAM,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AppointmentHeld:
    """Note an appointment that took place: its row, the fact, and what was said, in one entry.

    Raises `Refused` (no length), `InTheFuture`, `AlreadyDone`.
    """
    cases = _all_writable(actor, case, meeting)
    _check(meeting, case.house_id)
    with change(
        actor,
        verb="support.log_appointment",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        rows = _write(entry, cases, meeting)
        facts = [_hold(entry, row, meeting.planned_on, meeting.minutes) for row in rows]
        _note(entry, rows[0], note, audience)
    return facts[0]


def edit_appointment(
    actor: Actor,
    *,
    appointment: Appointment,
    meeting: Meeting,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Appointment:
    """Move a planned appointment, or change its place, subject or people; all of a joint visit.

    Raises `Refused` (no longer planned), `Stale`, `AlreadyDone`. Effects: the rows; one entry.
    """
    require(may_write_case(actor, appointment.case))
    _check(meeting, appointment.house_id)
    with change(
        actor, verb="support.edit_appointment", houses=[appointment.house_id], key=key
    ) as entry:
        entry.guard(APPOINTMENT, appointment.pk, read_at=read_at)
        for row in _planned_with(appointment):
            before = (row.planned_on, row.starts_time)
            _fill(row, meeting)
            row.revision += 1
            row.save()
            _set_people(entry, row, meeting)
            _mention(entry, row)
            if before != (row.planned_on, row.starts_time):
                entry.detail(category="support", moved_from=before[0].isoformat())
    appointment.refresh_from_db()
    return appointment


def cancel_appointment(
    actor: Actor, *, appointment: Appointment, key: uuid.UUID | None = None
) -> Appointment:
    """Cancel a planned appointment, for every case of a joint visit."""
    return _end(actor, appointment, Appointment.State.CANCELLED, "", key)


def miss_appointment(
    actor: Actor, *, appointment: Appointment, by: str, key: uuid.UUID | None = None
) -> Appointment:
    """Say that a planned appointment was not held, and which side did not come."""
    if by not in Appointment.Side.values:
        raise Refused("Dites qui n'est pas venu.")
    return _end(actor, appointment, Appointment.State.MISSED, by, key)


def hold_appointment(
    actor: Actor,
    *,
    appointment: Appointment,
    minutes: int | None = None,
    occurred_on: datetime.date | None = None,
    note: str = "",
    audience: str = Audience.TEAM,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AppointmentHeld:
    """Say that a planned appointment took place: on its day and for its length unless said.

    A visit made together is held for every case. Raises `Refused` (no length, no longer planned),
    `InTheFuture`, `AlreadyDone`. Effects: the facts `AppointmentHeld`, a note; one entry.
    """
    require(may_write_case(actor, appointment.case))
    with change(
        actor,
        verb="support.hold_appointment",
        houses=[appointment.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        rows = _planned_with(appointment)
        held = {
            row.pk: _hold(entry, row, occurred_on or row.planned_on, minutes or row.minutes)
            for row in rows
        }
        _note(entry, appointment, note, audience)
    appointment.refresh_from_db()
    return held[appointment.pk]


def _all_writable(actor: Actor, case: Case, meeting: Meeting) -> list[Case]:
    cases = [case, *(other for other in meeting.also if other.pk != case.pk)]
    for one in cases:
        require(may_write_case(actor, one))
    return cases


def _check(meeting: Meeting, house_id: int) -> None:
    if meeting.mode not in Mode.values:
        raise Refused("Dites où, ou par quel moyen, a lieu le rendez-vous.")
    if meeting.minutes is not None and not 0 < meeting.minutes <= LONGEST:
        raise Refused("Un rendez-vous dure entre une minute et une journée.")
    if any(person.house_id != house_id for person in meeting.theirs):
        raise Refused("Cette personne n'est pas dans votre annuaire.")


def _write(entry: Entry, cases: list[Case], meeting: Meeting) -> list[Appointment]:
    joint = uuid.uuid4()
    rows = []
    for case in cases:
        row = Appointment(house_id=entry.house_id, case=case, joint=joint, seq=entry.seq)
        _fill(row, meeting)
        row.save()
        _set_people(entry, row, meeting)
        _mention(entry, row)
        rows.append(row)
    return rows


def _fill(row: Appointment, meeting: Meeting) -> None:
    row.planned_on, row.starts_time = meeting.planned_on, meeting.starts_time
    row.minutes, row.mode = meeting.minutes, meeting.mode
    row.place_label = " ".join(meeting.place_label.split())
    row.subject = " ".join(meeting.subject.split())


def _set_people(entry: Entry, row: Appointment, meeting: Meeting) -> None:
    row.ours.set(meeting.ours)
    row.theirs.set(meeting.theirs)
    row.with_organisations.set(meeting.with_organisations)
    for person in meeting.theirs:
        entry.mention(PERSON, person.pk)
    for organisation in meeting.with_organisations:
        write_card(entry, organisation)


def _mention(entry: Entry, row: Appointment) -> None:
    entry.mention(APPOINTMENT, row.pk)
    mention(entry, row.case)


def _planned_with(appointment: Appointment) -> list[Appointment]:
    """The appointment and those of the same joint visit; refused where it is no longer planned."""
    rows = list(
        Appointment.objects.planned()
        .filter(house_id=appointment.house_id, joint=appointment.joint)
        .select_related("case__organisation", "case__programme")
        .order_by("pk")
    )
    if appointment.pk not in {row.pk for row in rows}:
        raise Refused(
            "Ce rendez-vous n'est plus à venir : il est déjà noté tenu, manqué ou annulé."
        )
    return rows


def _end(
    actor: Actor, appointment: Appointment, state: str, by: str, key: uuid.UUID | None
) -> Appointment:
    require(may_write_case(actor, appointment.case))
    verb = "support.miss_appointment" if by else "support.cancel_appointment"
    with change(actor, verb=verb, houses=[appointment.house_id], key=key) as entry:
        for row in _planned_with(appointment):
            row.state, row.missed_by = state, by
            row.revision += 1
            row.save(update_fields=["state", "missed_by", "revision"])
            _mention(entry, row)
    appointment.refresh_from_db()
    return appointment


def _hold(
    entry: Entry, row: Appointment, occurred_on: datetime.date, minutes: int | None
) -> AppointmentHeld:
    if minutes is None or not 0 < minutes <= LONGEST:
        raise Refused("Indiquez combien de temps a duré le rendez-vous.")
    row.state, row.minutes, row.planned_on = Appointment.State.HELD, minutes, occurred_on
    row.save(update_fields=["state", "minutes", "planned_on"])
    fact = AppointmentHeld(appointment=row, mode=row.mode, minutes=minutes, joint=row.joint)
    fact.about(row.case, occurred_on)
    entry.record(fact)
    _mention(entry, row)
    settle(row.case)
    return fact


def _note(entry: Entry, row: Appointment, text: str, audience: str) -> None:
    if audience not in Audience.values:
        raise Refused("Dites qui lira cette note.")
    if text.strip():
        write_note(entry, row.case, text, audience=audience, appointment=row)


def give_back(entry: Entry, fact: AppointmentHeld) -> None:
    """A void: what had been planned is planned again; what was only noted is cancelled."""
    row = fact.appointment
    first = fact.replaces or fact
    logged = row.seq == first.seq
    row.state = Appointment.State.CANCELLED if logged else Appointment.State.PLANNED
    row.save(update_fields=["state"])
    entry.mention(APPOINTMENT, row.pk)


def follow(by: AppointmentHeld, _: AppointmentHeld) -> None:
    """A replacement: the row says the day, the length and the form of the fact that stands."""
    if not 0 < by.minutes <= LONGEST:
        raise Refused("Indiquez combien de temps a duré le rendez-vous.")
    row = by.appointment
    row.minutes, row.planned_on, row.mode = by.minutes, by.occurred_on, by.mode
    row.save(update_fields=["minutes", "planned_on", "mode"])
