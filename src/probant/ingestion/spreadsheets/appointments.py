"""Appointments held against the books: the case they are of, their day, their length."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from probant.ingestion.spreadsheets.cases import CaseBook, Held, Who, read_values, sentence
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.kernel.dates import write_short_date
from probant.kernel.text import fold
from probant.support.bulk_writing import write_appointment
from probant.support.models import Appointment
from probant.support.models.appointments import Mode
from probant.support.writing import write_note

LONGEST = 1440
_MODES = (
    ("phone", ("telephone", "tel", "appel", "phone")),
    ("visio", ("visio", "visioconference", "teams", "zoom", "distanciel", "a distance")),
    ("there", ("sur place", "chez eux", "deplacement", "dans la structure", "exterieur")),
    ("visit", ("visite",)),
)
READS = {
    "project": "text",
    "programme": "text",
    "day": "day",
    "time": "time",
    "minutes": "minutes",
    "mode": "text",
    "subject": "text",
    "place_label": "text",
    "note": "text",
}


class Appointments:
    """The importer of appointments: each of a case that is already in the books."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(Context(context.actor, context.house_id))
        self.book = CaseBook(context, self.contacts)
        self._seen: set[tuple[int, datetime.date, datetime.time | None, str]] = set()
        rows = Appointment.objects.filter(house_id=context.house_id).exclude(
            state=Appointment.State.CANCELLED
        )
        for case_id, day, time, subject in rows.values_list(
            "case_id", "planned_on", "starts_time", "subject"
        ):
            self._seen.add((case_id, day, time, fold(subject)))

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        contacts = [self.contacts.read(line) for line in lines]
        self.contacts.prepare(contacts)
        outcomes = []
        for line, contact in zip(lines, contacts, strict=True):
            values, faults = read_values(line, READS)
            who: Who | None = None
            if contact.structure and contact.wanted:
                found = self.contacts.structures.find(contact.wanted)
                who = ("structure", found.place) if found.certain else None
            elif values.get("project"):
                who = ("project", fold(values["project"])[:200])
            label = contact.structure.get("name", "") or values.get("project", "")
            outcomes.append(self._place(line, label, who, values, faults))
        return outcomes

    def end(self) -> list[Outcome]:
        """The books may have more appointments than the file."""
        return []

    def _place(
        self, line: Line, label: str, who: Who | None, values: dict[str, Any], faults: list[str]
    ) -> Outcome:
        day = values.get("day")
        title = f"{label or 'ligne ' + str(line.number)}" + (
            f" · {write_short_date(day)}" if day else ""
        )

        def refuse(words: str) -> Outcome:
            return Outcome(line.place, line.number, State.REFUSE, title, words)

        if faults:
            return refuse(faults[0])
        if day is None:
            return refuse("Le rendez-vous n’a pas de date.")
        held = self._case(who, values, day)
        if isinstance(held, str):
            return refuse(held)
        minutes = values.get("minutes") or int(self.context.settings.get("minutes") or 60)
        if not 0 < minutes <= LONGEST:
            return refuse("Un rendez-vous dure entre une minute et une journée.")
        assert held.case is not None
        time, subject = values.get("time"), values.get("subject", "")[:200]
        key = (held.case.pk, day, time, fold(subject))
        if key in self._seen:
            return Outcome(line.place, line.number, State.SAME, title)
        self._seen.add(key)
        happened = day <= self.book.today
        if self.context.entry is not None:
            with self.book.known(day):
                row = write_appointment(
                    self.context.entry,
                    held.case,
                    day=day,
                    minutes=minutes,
                    mode=read_mode(values.get("mode", "")),
                    starts_time=time,
                    subject=subject,
                    place_label=values.get("place_label", ""),
                    held=happened,
                )
                if values.get("note"):
                    write_note(self.context.entry, held.case, values["note"], appointment=row)
            self.context.made.add("appointment", [row.pk])
            self.context.made.facts += 1
        notes = [] if happened else ["à venir : noté comme prévu"]
        return Outcome(line.place, line.number, State.CREATE, title, sentence(notes))

    def _case(self, who: Who | None, values: dict[str, Any], day: datetime.date) -> Held | str:
        """The case that was open on that day, or why there is none."""
        if who is None:
            return "Cette structure n’est pas dans votre annuaire : importez d’abord les contacts."
        named = values.get("programme", "")
        programme = self.book.programme(named)
        if named and programme is None:
            return f"Votre offre n’a pas de programme « {named} »."
        asked = [programme.pk] if programme else list(self.book.programmes)
        cases = [one for pk in asked for one in self.book.cases(pk, who)]
        begun = [one for one in cases if one.opened_on <= day]
        if not begun:
            return "Aucun dossier n’était ouvert à cette date : importez d’abord les dossiers."
        if len(asked) > 1 and len({one.programme_id for one in begun}) > 1:
            return "Plusieurs programmes suivent cette structure : dites lequel."
        return max(begun, key=lambda one: one.opened_on)


def read_mode(text: str) -> str:
    """How people met, by its words; in our offices where nothing is said.

    >>> read_mode("Entretien téléphonique"), read_mode("")
    ('phone', 'here')
    """
    key = fold(text)
    for mode, words in _MODES:
        if key == mode or any(word in key for word in words):
            return mode
    return Mode.HERE.value
