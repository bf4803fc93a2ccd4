"""Cases held against the books: whose they are, the phases that they reached, how they ended."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from probant.accounts.models import User
from probant.directory.models import Organisation
from probant.ingestion.spreadsheets.cells import READERS, UnreadableCell, is_fault, plain
from probant.ingestion.spreadsheets.contact_rows import Contact
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.kinds import Context, Decision, Line, Outcome, State
from probant.kernel.dates import write_short_date
from probant.kernel.text import fold
from probant.programmes.models import Phase, Programme
from probant.support.bulk_writing import write_closing
from probant.support.models import Case, PhaseReached
from probant.support.writing import write_case, write_phase

PHASE = "phase:"  # the field of the day of a phase: phase:<folded name>
Who = tuple[str, int | str]
_OUTCOMES = {
    "done": ("termine", "mene a son terme", "abouti", "fini", "cloture", "clos", "realise"),
    "referred": ("oriente", "orientation", "reoriente"),
    "abandoned": ("abandon", "abandonne", "abandonne par le porteur", "sans suite"),
    "out_of_scope": ("hors champ", "non eligible", "hors perimetre"),
}


@dataclass
class Held:
    """A case of the books or of the file; `case` is None where it is not written yet."""

    programme_id: int
    opened_on: datetime.date
    case: Case | None = None
    phases: dict[int, datetime.date] = field(default_factory=dict)
    is_closed: bool = False
    line: int = 0


@dataclass
class CaseRow:
    """A row read."""

    line: Line
    contact: Contact
    values: dict[str, Any] = field(default_factory=dict)
    phases: dict[str, datetime.date] = field(default_factory=dict)
    refused: str = ""
    notes: list[str] = field(default_factory=list)


class CaseBook:
    """The programmes and the cases of a house, held for the time of an import."""

    def __init__(self, context: Context, contacts: Contacts) -> None:
        self.context = context
        self.contacts = contacts
        self.today = context.entry.today if context.entry else timezone.localdate()
        rows = Programme.objects.filter(house_id=context.house_id).order_by("pk")
        self.programmes = {one.pk: one for one in rows}
        self.phases: dict[int, dict[str, Phase]] = defaultdict(dict)
        for phase in (
            Phase.objects.laid().filter(programme__in=self.programmes).order_by("position")
        ):
            for name in {fold(phase.name), fold(phase.official_code)} - {""}:
                self.phases[phase.programme_id].setdefault(name, phase)
        self._held: dict[tuple[int, Who], list[Held]] = defaultdict(list)
        self._load()

    def _load(self) -> None:
        reached: dict[int, dict[int, datetime.date]] = defaultdict(dict)
        facts = PhaseReached.objects.now().filter(house_id=self.context.house_id)
        for case_id, phase_id, day in facts.values_list("case_id", "phase_id", "occurred_on"):
            reached[case_id][phase_id] = day
        cases = Case.objects.filter(house_id=self.context.house_id).exclude(
            outcome=Case.Outcome.MISTAKE
        )
        for case in cases.select_related("organisation", "programme").order_by("opened_on", "pk"):
            held = Held(case.programme_id, case.opened_on, case, reached[case.pk], not case.is_open)
            for who in self._names_of(case):
                self._held[case.programme_id, who].append(held)

    def _names_of(self, case: Case) -> Iterator[Who]:
        if case.organisation_id is not None:
            yield "structure", self.contacts.structures.place_of(case.organisation_id)
        if case.project_key:
            yield "project", case.project_key

    def programme(self, text: str) -> Programme | None:
        """The programme that a text names, else the one chosen for the file."""
        if text:
            key = fold(text)
            for one in self.programmes.values():
                if key in (fold(one.name), fold(one.official_code)):
                    return one
            return None
        chosen = self.context.settings.get("programme", "")
        return self.programmes.get(int(chosen)) if chosen.isdigit() else None

    def cases(self, programme_id: int, who: Who) -> list[Held]:
        """The cases of a programme and of a structure or a project."""
        return self._held[programme_id, who]

    def of_programme(self, programme_id: int) -> list[Held]:
        """All the cases of a programme."""
        return [
            one
            for (number, _), held in self._held.items()
            if number == programme_id
            for one in held
        ]

    def hold(self, who: Who, held: Held) -> Held:
        """A case that the file brings."""
        self._held[held.programme_id, who].append(held)
        return held

    @contextmanager
    def known(self, day: datetime.date) -> Iterator[None]:
        """Facts recorded inside are known on their day, where the file declares them so."""
        entry = self.context.entry
        if entry is None or self.context.settings.get("declare") != "yes" or day >= entry.today:
            yield
            return
        with entry.knowing(day):
            yield


class Cases:
    """The importer of cases."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(context)
        self.book = CaseBook(context, self.contacts)
        self._users = users_of(context.house_id)

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        rows = [self._read(line) for line in lines]
        self.contacts.prepare([row.contact for row in rows])
        placed = []
        for row in rows:
            whose = self.contacts.place(row.contact) if row.contact.structure else None
            placed.append((row, whose))
        self.contacts.flush()
        return [self._place(row, whose) for row, whose in placed]

    def end(self) -> list[Outcome]:
        """The books may have more cases than the file."""
        return []

    def _read(self, line: Line) -> CaseRow:
        contact = self.contacts.read(line)
        row = CaseRow(line, contact)
        row.values, faults = read_values(line, CASE_READS)
        row.refused = contact.refused if contact.structure else ""
        for fault in faults:
            row.refused = row.refused or fault
        for key, raw in line.cells.items():
            if key.startswith(PHASE) and raw not in (None, ""):
                try:
                    row.phases[key.removeprefix(PHASE)] = READERS["day"](raw).value
                except UnreadableCell as error:
                    row.refused = row.refused or str(error)
        return row

    def _place(self, row: CaseRow, whose: Outcome | None) -> Outcome:
        title = row.values.get("project", "")
        if whose is not None and whose.state in (State.REFUSE, State.DOUBLE):
            return whose
        label = row.contact.structure.get("name", "") or title or f"ligne {row.line.number}"
        fault = row.refused or self._fault(row, title)
        if fault:
            return Outcome(row.line.place, row.line.number, State.REFUSE, label, fault)
        programme = self.book.programme(row.values.get("programme", ""))
        assert programme is not None
        phases, fault = self._phases(row, programme)
        opened_on = row.values.get("opened_on") or min(phases.values(), default=None)
        fault = fault or self._dates(row, phases, opened_on)
        if fault:
            return Outcome(row.line.place, row.line.number, State.REFUSE, label, fault)
        place = row.contact.structure_place
        who: Who = ("structure", place) if place >= 0 else ("project", fold(title)[:200])
        held, wonder = self._same(row, programme, who, opened_on)
        if wonder:
            return wonder
        notes: list[str] = list(row.contact.notes)
        state = State.SAME
        if held is None:
            assert opened_on is not None
            held = self.book.hold(
                who, Held(programme.pk, opened_on, None, {}, False, row.line.number)
            )
            self._open(row, held, programme, place, title)
            state = State.CREATE
        state = self._reach(row, held, phases, notes, state)
        state = self._close(row, held, notes, state)
        return Outcome(row.line.place, row.line.number, state, label, sentence(notes))

    def _fault(self, row: CaseRow, title: str) -> str:
        if not row.contact.structure and not title:
            return "La ligne ne nomme ni structure ni projet."
        if self.book.programme(row.values.get("programme", "")) is None:
            named = row.values.get("programme", "")
            return (
                f"Votre offre n’a pas de programme « {named} »."
                if named
                else "Choisissez le programme de ces dossiers."
            )
        return ""

    def _phases(self, row: CaseRow, programme: Programme) -> tuple[dict[Phase, datetime.date], str]:
        known = self.book.phases[programme.pk]
        found: dict[Phase, datetime.date] = {}
        named = dict(row.phases)
        if row.values.get("phase"):
            day = row.values.get("phase_on") or row.values.get("opened_on")
            if day is None:
                return {}, "L’étape n’a pas de date."
            named.setdefault(fold(row.values["phase"]), day)
        for name, day in named.items():
            phase = known.get(name)
            if phase is None:
                return {}, f"{programme.name} n’a pas d’étape « {name} »."
            found[phase] = day
        return found, ""

    def _dates(
        self,
        row: CaseRow,
        phases: Mapping[Phase, datetime.date],
        opened_on: datetime.date | None,
    ) -> str:
        closed_on = row.values.get("closed_on")
        days = [day for day in (opened_on, closed_on, *phases.values()) if day is not None]
        late = [day for day in days if day > self.book.today]
        if late:
            return f"{write_short_date(late[0])} est dans le futur."
        if opened_on is None and not self._may_lack_opening(row):
            return "Aucune date : ni ouverture, ni étape."
        if closed_on and opened_on and closed_on < opened_on:
            return "Le dossier serait clos avant d’être ouvert."
        return ""

    def _may_lack_opening(self, row: CaseRow) -> bool:
        return False

    def _same(
        self,
        row: CaseRow,
        programme: Programme,
        who: Who,
        opened_on: datetime.date | None,
    ) -> tuple[Held | None, Outcome | None]:
        """The case that the row speaks of, None for a new one, or a question to a person."""
        held = self.book.cases(programme.pk, who)
        told = row.values.get("opened_on")
        exact = [one for one in held if one.opened_on == (told or opened_on)]
        if exact:
            return exact[0], None
        if not held:
            return None, None
        if told is None:
            return held[-1], None  # a row that only tells a phase speaks of the last case
        decision = self.context.decision(row.line.place)
        if decision == Decision.CREATE:
            return None, None
        if decision == Decision.MERGE:
            return held[-1], None
        opened = write_short_date(held[-1].opened_on)
        words = f"Un dossier du même programme est ouvert depuis le {opened}."
        state = State.REFUSE if decision == Decision.SKIP else State.DOUBLE
        twin = held[-1].case
        return None, Outcome(
            row.line.place,
            row.line.number,
            state,
            row.contact.structure.get("name", "") or row.values.get("project", ""),
            words,
            twin=f"dossier du {opened}" if twin else f"ligne {held[-1].line} du fichier",
        )

    def _open(self, row: CaseRow, held: Held, programme: Programme, place: int, title: str) -> None:
        entry = self.context.entry
        if entry is None:
            return
        organisation = None
        if place >= 0:
            organisation = Organisation.objects.get(pk=self.contacts.structures.ids[place])
        code, name = "", ""
        if organisation is None:
            text = plain(row.line.cells.get("place") or "")
            code, name = self.contacts.communes.find(text) if text else ("", "")
        with self.book.known(held.opened_on):
            held.case = write_case(
                entry,
                programme=programme,
                opened_on=held.opened_on,
                organisation=organisation,
                project_title=title[:200],
                place_code=code,
                place_name=name,
                place_vintage=self.contacts.communes.vintage if code else None,
                referent=self._users.get(fold(row.values.get("referent", ""))),
            )
        self.context.made.add("case", [held.case.pk])
        self.context.made.facts += 1

    def _reach(
        self,
        row: CaseRow,
        held: Held,
        phases: Mapping[Phase, datetime.date],
        notes: list[str],
        state: State,
    ) -> State:
        for phase, day in sorted(phases.items(), key=lambda item: (item[1], item[0].position)):
            there = held.phases.get(phase.pk)
            if there == day:
                continue
            if there is not None:
                notes.append(f"{phase.name} gardé au {write_short_date(there)}")
                continue
            held.phases[phase.pk] = day
            if state == State.SAME:
                state = State.MERGE
            if state == State.MERGE:
                notes.append(f"{phase.name} ajouté")
            if self.context.entry is not None and held.case is not None:
                with self.book.known(day):
                    write_phase(self.context.entry, held.case, phase, day)
                self.context.made.facts += 1
        return state

    def _close(self, row: CaseRow, held: Held, notes: list[str], state: State) -> State:
        closed_on = row.values.get("closed_on")
        if closed_on is None or held.is_closed:
            return state
        held.is_closed = True
        outcome = read_outcome(row.values.get("outcome", ""))
        if self.context.entry is not None and held.case is not None:
            with self.book.known(closed_on):
                write_closing(self.context.entry, held.case, outcome, closed_on)
            self.context.made.facts += 1
        if state == State.SAME:
            notes.append("clôture ajoutée")
            return State.MERGE
        return state


def read_values(line: Line, reads: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The values of a row by field, and what could not be read."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, how in reads.items():
        raw = line.cells.get(key)
        if raw is None or raw == "":
            continue
        if is_fault(raw):
            faults.append(f"Une formule est en erreur ({raw}).")
            continue
        reader: Callable[[Any], Any] = READERS[how]
        try:
            values[key] = reader(raw).value
        except UnreadableCell as error:
            faults.append(str(error))
    return values, faults


def read_outcome(text: str) -> str:
    """How a case ended, by its words; done where nothing is said."""
    key = fold(text)
    for code, words in _OUTCOMES.items():
        if key and (key == code or key in words or any(word in key for word in words)):
            return code
    return Case.Outcome.DONE.value


def sentence(notes: Sequence[str]) -> str:
    """Notes as a sentence, empty where there are none."""
    told = ", ".join(dict.fromkeys(notes))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def users_of(house_id: int) -> dict[str, User]:
    """The people of a house's team by their folded name and address."""
    found: dict[str, User] = {}
    for user in User.objects.filter(memberships__organisation_id=house_id, is_active=True):
        for text in (user.email, getattr(user, "name", "")):
            if text:
                found[fold(text)] = user
    return found


CASE_READS = {
    "project": "text",
    "programme": "text",
    "opened_on": "day",
    "phase": "text",
    "phase_on": "day",
    "closed_on": "day",
    "outcome": "text",
    "referent": "text",
}
