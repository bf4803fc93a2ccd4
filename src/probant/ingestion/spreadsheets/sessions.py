"""Sessions held against the books, with who came: a row a session, or a row a participant."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from probant.directory.models import Organisation, Person
from probant.gatherings.models import Attendance, HeadcountTaken, Session
from probant.gatherings.writing import (
    SESSION,
    attendance_of,
    index_session,
    write_headcount,
    write_held,
)
from probant.ingestion.spreadsheets.cases import CaseBook, read_values, sentence
from probant.ingestion.spreadsheets.contact_rows import Contact
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.kernel.dates import write_short_date
from probant.kernel.text import fold
from probant.programmes.models import SessionKind

READS = {
    "session": "text",
    "kind": "text",
    "programme": "text",
    "day": "day",
    "time": "time",
    "ends_time": "time",
    "place_label": "text",
    "session_place": "text",
    "capacity": "count",
    "headcount": "count",
    "own_staff": "flag",
}
Key = tuple[datetime.date, str]


@dataclass
class Met:
    """A session of the books or of the file, and who is noted there."""

    session: Session | None
    is_held: bool = False
    counted: bool = False
    people: set[int] = field(default_factory=set)
    structures: set[int] = field(default_factory=set)


class Sessions:
    """The importer of sessions and attendances."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(context)
        self.book = CaseBook(context, self.contacts)
        self.today = context.entry.today if context.entry else timezone.localdate()
        self._kinds = {
            name: kind
            for kind in SessionKind.objects.filter(house_id=context.house_id)
            for name in (fold(kind.name), fold(kind.official_code))
            if name
        }
        self._met: dict[Key, Met] = {}
        self._load()

    def _load(self) -> None:
        house_id = self.context.house_id
        people: dict[int, set[int]] = defaultdict(set)
        structures: dict[int, set[int]] = defaultdict(set)
        came = Attendance.objects.now().filter(house_id=house_id)
        for number, person, organisation in came.values_list(
            "session_id", "person_id", "organisation_id"
        ):
            if person is not None:
                people[number].add(person)
            elif organisation is not None:
                structures[number].add(organisation)
        counted = set(
            HeadcountTaken.objects.now()
            .filter(house_id=house_id)
            .values_list("session_id", flat=True)
        )
        rows = Session.objects.filter(house_id=house_id).exclude(state=Session.State.CANCELLED)
        for one in rows.select_related("kind", "programme"):
            self._met[one.starts_on, fold(one.title)] = Met(
                one,
                one.state == Session.State.HELD,
                one.pk in counted,
                people[one.pk],
                structures[one.pk],
            )

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        contacts = [self.contacts.read(line) for line in lines]
        self.contacts.prepare(contacts)
        read = [read_values(line, READS) for line in lines]
        placed: list[Outcome | None] = []
        for contact, (values, faults) in zip(contacts, read, strict=True):
            named = bool(contact.structure or contact.person)
            sound = not faults and not self._fault(values)
            placed.append(self.contacts.place(contact) if named and sound else None)
        self.contacts.flush()
        return [
            self._place(line, contact, values, faults, whose)
            for line, contact, (values, faults), whose in zip(
                lines, contacts, read, placed, strict=True
            )
        ]

    def end(self) -> list[Outcome]:
        """The books may have more sessions than the file."""
        return []

    def _fault(self, values: dict[str, Any]) -> str:
        if values.get("day") is None:
            return "La rencontre n’a pas de date."
        if self._kind(values) is None:
            named = values.get("kind", "")
            return (
                f"Vos types de rencontre ne comptent pas « {named} »."
                if named
                else ("Dites de quel type de rencontre il s’agit.")
            )
        if values.get("programme") and self.book.programme(values["programme"]) is None:
            return f"Votre offre n’a pas de programme « {values['programme']} »."
        return ""

    def _kind(self, values: dict[str, Any]) -> SessionKind | None:
        named = fold(values.get("kind", ""))
        if named:
            return self._kinds.get(named) or self._kinds.get(named.rstrip("s"))
        chosen = self.context.settings.get("kind", "")
        return next((one for one in self._kinds.values() if str(one.pk) == chosen), None)

    def _place(
        self,
        line: Line,
        contact: Contact,
        values: dict[str, Any],
        faults: list[str],
        whose: Outcome | None,
    ) -> Outcome:
        fault = faults[0] if faults else self._fault(values)
        title = values.get("session", "")
        label = " · ".join(part for part in (title, contact.label) if part)
        if fault:
            return Outcome(line.place, line.number, State.REFUSE, label, fault)
        if whose is not None and whose.state in (State.REFUSE, State.DOUBLE):
            whose.label = label
            return whose
        kind = self._kind(values)
        assert kind is not None
        day = values["day"]
        title = title or f"{kind.name} du {write_short_date(day)}"
        key = (day, fold(title))
        notes = list(contact.notes)
        state = State.SAME
        met = self._met.get(key)
        if met is None:
            met = self._met[key] = Met(self._open(kind, title[:200], day, values))
            state = State.CREATE
        if day <= self.today:
            state = self._hold(met, day, state)
            state = self._count(met, day, values, state)
            state = self._come(met, day, contact, bool(values.get("own_staff")), notes, state)
        elif whose is not None:
            notes.append("rencontre à venir : la présence n’est pas notée")
        shown = f"{title} · {contact.label}" if contact.label else title
        return Outcome(line.place, line.number, state, shown, sentence(notes))

    def _open(
        self, kind: SessionKind, title: str, day: datetime.date, values: dict[str, Any]
    ) -> Session | None:
        entry = self.context.entry
        if entry is None:
            return None
        text = values.get("session_place", "")
        code, name = self.contacts.communes.find(text) if text else ("", "")
        session = Session.objects.create(
            house_id=self.context.house_id,
            kind=kind,
            title=title,
            starts_on=day,
            starts_time=values.get("time"),
            ends_time=values.get("ends_time"),
            programme=self.book.programme(values.get("programme", "")),
            place_code=code,
            place_name=name,
            place_vintage=self.contacts.communes.vintage if code else None,
            place_label=values.get("place_label", "")[:200],
            capacity=values.get("capacity") or None,
        )
        index_session(session)
        entry.mention(SESSION, session.pk)
        self.context.made.add("session", [session.pk])
        return session

    def _hold(self, met: Met, day: datetime.date, state: State) -> State:
        if met.is_held:
            return state
        met.is_held = True
        if self.context.entry is not None and met.session is not None:
            with self.book.known(day):
                write_held(self.context.entry, met.session, day)
            self.context.made.facts += 1
        return State.MERGE if state == State.SAME else state

    def _count(self, met: Met, day: datetime.date, values: dict[str, Any], state: State) -> State:
        number = values.get("headcount")
        if number is None or met.counted:
            return state
        met.counted = True
        if self.context.entry is not None and met.session is not None:
            with self.book.known(day):
                write_headcount(
                    self.context.entry, met.session, day, number, HeadcountTaken.Method.COUNTED
                )
            self.context.made.facts += 1
        return State.MERGE if state == State.SAME else state

    def _come(
        self,
        met: Met,
        day: datetime.date,
        contact: Contact,
        own_staff: bool,
        notes: list[str],
        state: State,
    ) -> State:
        person, structure = contact.person_place, contact.structure_place
        if person < 0 and structure < 0:
            return state
        # before it is written a newcomer has no id: their place, below zero, stands for it
        who = self.contacts.people.ids[person] or -person - 1 if person >= 0 else 0
        which = self.contacts.structures.ids[structure] or -structure - 1 if structure >= 0 else 0
        held, number = (met.people, who) if person >= 0 else (met.structures, which)
        if number in held:
            return state
        held.add(number)
        entry = self.context.entry
        if entry is not None and met.session is not None:
            came = attendance_of(
                met.session,
                day,
                person=Person.objects.get(pk=who) if person >= 0 else None,
                organisation=Organisation.objects.get(pk=which) if structure >= 0 else None,
                own_staff=own_staff,
            )
            with self.book.known(day):
                entry.record(came)
            entry.mention(SESSION, met.session.pk)
            if person >= 0:
                entry.mention("person", who)
            self.context.made.facts += 1
        notes.append("présence notée")
        return State.MERGE if state == State.SAME else state
