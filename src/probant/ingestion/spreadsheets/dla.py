"""The extract of the DLA's national tool held against the books, object by object.

A record is found again by the SIREN of its structure (its name where the extract has none) and its
day. What is new is written; what differs is shown from both sides and left as it is; what the
books have and the extract has not is shown at the end. So an extract is given again as often as
one likes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from probant.directory.models import Organisation
from probant.ingestion.spreadsheets.cases import CaseBook, Held, Who, sentence
from probant.ingestion.spreadsheets.cells import READERS, UnreadableCell, is_fault, plain
from probant.ingestion.spreadsheets.columns import Field
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.ingestion.spreadsheets.known import Wanted
from probant.kernel.dates import write_short_date
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.support.actions.jobs import write_jobs
from probant.support.bulk_writing import write_closing, write_joining, write_mission
from probant.support.catalogue import DlaSheet, dla_columns
from probant.support.models import (
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    PhaseReached,
)
from probant.support.rules import SUIVI
from probant.support.writing import mention, settle, write_case, write_phase

DLA = "dla"
READ_SHEETS = ("case", "phase", "mission", "participant", "job", "follow_up", "provider")
_READS = {
    "text": "text", "day": "day", "count": "count", "hundredths": "hundredths", "cents": "cents",
    "siren": "identifier", "siret": "identifier", "rna": "rna", "insee": "text", "mark": "count",
    "flag": "flag", "word": "text",
}  # fmt: skip


def sheet_of(title: str) -> str:
    """The object that a sheet of that title holds; the cases where the file has one sheet only."""
    if not title:
        return "case"
    found = next((one.code for one in dla_columns().sheets if one.answers_to(title)), "")
    return found if found in READ_SHEETS else ""


def sheet_fields(code: str) -> Sequence[Field]:
    """The columns of an object, as the mapping file names them."""
    sheet = dla_columns().sheet(code)
    return tuple(
        Field(
            one.field,
            one.heading,
            one.also,
            _READS[one.kind],
            sheet.title,
            assumed=one.assumed,
        )
        for one in sheet.columns
    )


class DlaExtract:
    """The importer of the national tool's extract."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(replace(context, decisions={}, doubles="create"))
        self.contacts.context.made = context.made
        self.book = CaseBook(context, self.contacts)
        self.programme = Programme.objects.filter(
            house_id=context.house_id, official_code=DLA
        ).first()
        self._seen: set[tuple[str, int]] = set()
        self._numbers: dict[str, Held] = {}
        self._missions: dict[str, Mission | None] = {}
        self._years: set[int] = set()
        self._place = 0
        self._pending: set[tuple[Any, ...]] = set()

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        outcomes = []
        for line in lines:
            self._place = max(self._place, line.place)
            outcomes.append(self._one(line))
        return outcomes

    def _one(self, line: Line) -> Outcome:
        sheet = dla_columns().sheet(line.sheet or "case")
        values, fault = read_row(sheet, line)
        label = values.get("organisation_name") or values.get("provider_name") or ""
        label = label or values.get("title") or f"ligne {line.number}"
        outcome = Outcome(line.place, line.number, State.SAME, f"{sheet.title} : {label}")
        if self.programme is None:
            fault = "Votre offre n’a pas le programme DLA : adoptez-le d’abord."
        day = _day_of(values)
        if day is not None and day > self.book.today:
            fault = fault or f"{write_short_date(day)} est dans le futur."
        if fault:
            outcome.state, outcome.words = State.REFUSE, fault
            return outcome
        if day is not None:
            self._years.add(day.year)
        reads: dict[str, Callable[[Line, dict[str, Any], Outcome], None]] = {
            "case": self._case,
            "phase": self._phase,
            "follow_up": self._phase,
            "mission": self._mission,
            "participant": self._participant,
            "job": self._job,
            "provider": self._provider,
        }
        reads[sheet.code](line, values, outcome)
        return outcome

    # --- whose

    def _structure(self, line: Line, values: dict[str, Any], prefix: str = "") -> int:
        """The place of the structure of a row, created where it is new; -1 where none is named."""
        name = values.get(f"{prefix}name") or values.get("organisation_name") or ""
        siren = values.get("provider_siren" if prefix == "provider_" else "siren", "")
        cells = {"name": name, "identifier": values.get("siret") or siren}
        if prefix != "provider_":
            cells |= {
                "rna": values.get("rna"),
                "place": values.get("place_name"),
                "place_code": values.get("place_code"),
                "family": values.get("family"),
            }
        contact = self.contacts.read(Line(line.place, line.number, cells))
        if not contact.structure:
            if not siren:
                return -1
            known = self.contacts.structures
            from_books = Wanted("", siren=siren)
            known.look_up([from_books])
            found = known.find(from_books)
            return found.place if found.certain else -1
        self.contacts.prepare([contact])
        self.contacts.place(contact)
        self.contacts.flush()
        return contact.structure_place

    def _held(self, line: Line, values: dict[str, Any]) -> Held | str:
        """The case that a row speaks of, or why there is none."""
        number = values.get("case_number", "")
        if number and number in self._numbers:
            return self._numbers[number]
        place = self._structure(line, values)
        assert self.programme is not None
        cases = self.book.cases(self.programme.pk, ("structure", place)) if place >= 0 else []
        if not cases:
            return "Aucun dossier DLA de cette structure, ni dans vos livres ni dans l’extrait."
        day = _day_of(values)
        begun = [one for one in cases if day is None or one.opened_on <= day]
        return (begun or cases)[-1]

    # --- objects

    def _case(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        opened_on = values.get("opened_on")
        place = self._structure(line, values)
        if place < 0 or opened_on is None:
            outcome.state = State.REFUSE
            outcome.words = "Un dossier a une structure et une date d’ouverture."
            return
        assert self.programme is not None
        who: Who = ("structure", place)
        held = self.book.cases(self.programme.pk, who)
        exact = [one for one in held if one.opened_on == opened_on]
        near = [one for one in held if abs((one.opened_on - opened_on).days) <= 60]
        if exact or near:
            one = (exact or near)[0]
            if not exact:
                self._apart(outcome, "ouverture", one.opened_on, opened_on)
            self._close(one, values, outcome)
        else:
            one = self.book.hold(who, Held(self.programme.pk, opened_on, line=line.number))
            outcome.state = State.CREATE
            if self.context.entry is not None:
                organisation = Organisation.objects.get(pk=self.contacts.structures.ids[place])
                with self.book.known(opened_on):
                    one.case = write_case(
                        self.context.entry,
                        programme=self.programme,
                        opened_on=opened_on,
                        organisation=organisation,
                    )
                self._made("case", one.case.pk)
            self._close(one, values, outcome)
        if one.case is not None:
            self._seen.add(("case", one.case.pk))
        if values.get("number"):
            self._numbers[values["number"]] = one

    def _close(self, one: Held, values: dict[str, Any], outcome: Outcome) -> None:
        closed_on = values.get("closed_on")
        if closed_on is None:
            return
        if one.is_closed:
            there = one.case.closed_on if one.case else None
            if there is not None and there != closed_on:
                self._apart(outcome, "clôture", there, closed_on)
            return
        one.is_closed = True
        if self.context.entry is not None and one.case is not None:
            with self.book.known(closed_on):
                write_closing(
                    self.context.entry, one.case, values.get("outcome") or "done", closed_on
                )
            self.context.made.facts += 1
        if outcome.state == State.SAME:
            outcome.state, outcome.words = State.MERGE, "Clôture ajoutée."

    def _phase(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        code = values.get("phase_code") or (SUIVI if line.sheet == "follow_up" else "")
        day = values.get("occurred_on")
        held = self._held(line, values)
        assert self.programme is not None
        phase = self.book.phases[self.programme.pk].get(fold(code))
        if isinstance(held, str) or phase is None or day is None:
            outcome.state = State.REFUSE
            outcome.words = (
                held if isinstance(held, str) else "L’étape ou sa date n’est pas reconnue."
            )
            return
        if held.case is not None:
            self._seen.add((f"phase:{phase.pk}", held.case.pk))
        there = held.phases.get(phase.pk)
        if there == day:
            return
        if there is not None:
            self._apart(outcome, phase.name, there, day)
            return
        held.phases[phase.pk] = day
        outcome.state = State.CREATE
        if self.context.entry is not None and held.case is not None:
            with self.book.known(day):
                write_phase(self.context.entry, held.case, phase, day)
            self.context.made.facts += 1

    def _mission(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        day, title = values.get("contracted_on"), values.get("title", "")
        kind = values.get("kind") or ("individual" if values.get("siren") else "collective")
        if day is None or not title:
            outcome.state, outcome.words = State.REFUSE, "Une ingénierie a un objet et une date."
            return
        held: Held | str | None = self._held(line, values) if kind == "individual" else None
        if isinstance(held, str):
            outcome.state, outcome.words = State.REFUSE, held
            return
        found = self._contracted(kind, held, day, title)
        number = values.get("number", "")
        if found is not None:
            self._missions[number or fold(title)] = found.mission
            self._seen.add(("mission", found.mission_id))
            for name, words in (("days_hundredths", "jours"), ("cost_cents", "coût en centimes")):
                told = values.get(name)
                if told is not None and told != getattr(found, name):
                    self._apart(outcome, words, getattr(found, name), told)
            if found.occurred_on != day:
                self._apart(outcome, "signature", found.occurred_on, day)
            return
        key = ("mission", kind, day, fold(title), id(held))
        if key in self._pending:
            return
        self._pending.add(key)
        outcome.state = State.CREATE
        mission = None
        if self.context.entry is not None:
            provider = self._structure(line, values, "provider_")
            mission = Mission(
                title=title[:200],
                kind=kind,
                programme=self.programme,
                case=held.case if held else None,
                provider_id=self.contacts.structures.ids[provider] if provider >= 0 else None,
                days_hundredths=values.get("days_hundredths") or None,
                cost_cents=values.get("cost_cents"),
                starts_on=values.get("starts_on"),
            )
            with self.book.known(day):
                write_mission(self.context.entry, mission, day)
            self._made("mission", mission.pk)
            if held is not None:
                self._refresh(held)
        self._missions[number or fold(title)] = mission

    def _contracted(
        self, kind: str, held: Held | None, day: datetime.date, title: str
    ) -> MissionContracted | None:
        """The mission of the books: same case and title, or same day."""
        if held is not None and held.case is None:
            return None
        facts = MissionContracted.objects.now().filter(
            house_id=self.context.house_id, kind=kind, programme=self.programme
        )
        facts = facts.filter(case=held.case) if held else facts.filter(case__isnull=True)
        rows = list(facts.select_related("mission"))
        named = [one for one in rows if fold(one.mission.title) == fold(title)]
        dated = [one for one in rows if one.occurred_on == day] if held else []
        return next(iter(named or dated), None)

    def _participant(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        day = values.get("occurred_on")
        name = values.get("mission_number") or fold(values.get("mission_title", ""))
        held = self._held(line, values)
        known = name in self._missions
        if isinstance(held, str) or not known or day is None:
            outcome.state = State.REFUSE
            outcome.words = (
                held if isinstance(held, str) else "L’ingénierie ou la date n’est pas reconnue."
            )
            return
        mission = self._missions[name]
        key = ("joined", name, id(held))
        if mission is not None and held.case is not None:
            joined = MissionJoined.objects.now().filter(
                mission=mission, organisation_id=held.case.organisation_id
            )
            there = joined.first()
            if there is not None:
                self._seen.add(("joined", there.pk))
                if there.occurred_on != day:
                    self._apart(outcome, "entrée", there.occurred_on, day)
                return
        if key in self._pending:
            return
        self._pending.add(key)
        outcome.state = State.CREATE
        if self.context.entry is not None and mission is not None and held.case is not None:
            with self.book.known(day):
                write_joining(self.context.entry, mission, held.case, day)
            self.context.made.facts += 1
            self._refresh(held)

    def _job(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        day, count = values.get("occurred_on"), values.get("headcount")
        kind = values.get("kind") or "consolidated"
        held = self._held(line, values)
        if isinstance(held, str) or day is None or not count:
            outcome.state = State.REFUSE
            outcome.words = (
                held if isinstance(held, str) else "Des emplois ont un nombre et une date."
            )
            return
        if held.case is not None:
            facts = JobFact.objects.now().filter(
                house_id=self.context.house_id,
                organisation_id=held.case.organisation_id,
                programme=self.programme,
                kind=kind,
                year=day.year,
            )
            there = facts.first()
            if there is not None:
                self._seen.add(("job", there.pk))
                if there.headcount != count:
                    self._apart(outcome, "emplois", there.headcount, count)
                if there.occurred_on != day:
                    self._apart(outcome, "date", there.occurred_on, day)
                return
        key = ("job", kind, day.year, id(held))
        if key in self._pending:
            return
        self._pending.add(key)
        outcome.state = State.CREATE
        if self.context.entry is not None and held.case is not None:
            with self.book.known(day):
                write_jobs(
                    self.context.entry,
                    held.case,
                    day,
                    kind=kind,
                    headcount=count,
                    fte_hundredths=values.get("fte_hundredths"),
                )
            mention(self.context.entry, held.case)
            settle(held.case)
            self.context.made.facts += 1

    def _provider(self, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
        before = len(self.contacts.structures)
        place = self._structure(line, {**values, "organisation_name": values.get("provider_name")})
        if place < 0:
            outcome.state, outcome.words = State.REFUSE, "Le prestataire n’a pas de nom."
        elif place >= before:
            outcome.state = State.CREATE

    # --- both sides

    def _apart(self, outcome: Outcome, what: str, ours: Any, theirs: Any) -> None:
        """Say what differs; the books stay as they are."""
        outcome.state = State.APART
        told = f"{what} : {_said(ours)} chez vous, {_said(theirs)} dans l’extrait"
        outcome.words = sentence([*([outcome.words.rstrip(".")] if outcome.words else []), told])

    def _made(self, kind: str, number: int) -> None:
        self.context.made.add(kind, [number])
        self.context.made.facts += 1

    def _refresh(self, held: Held) -> None:
        """A mission may have reached a phase of its case."""
        facts = PhaseReached.objects.now().filter(case=held.case)
        held.phases = dict(facts.values_list("phase_id", "occurred_on"))

    def end(self) -> list[Outcome]:
        """What the books have, in the years that the extract speaks of, and the extract has not."""
        outcomes: list[Outcome] = []
        if self.programme is None or not self._years:
            return outcomes
        written = self.context.entry.seq if self.context.entry else -1
        for key, model, words in (
            ("mission", MissionContracted, "ingénierie"),
            ("job", JobFact, "emplois"),
        ):
            facts = model.objects.now().filter(
                house_id=self.context.house_id,
                programme=self.programme,
                occurred_on__year__in=self._years,
            )
            for fact in facts.exclude(seq=written).select_related("organisation").order_by("pk"):
                number = fact.mission_id if key == "mission" else fact.pk
                if (key, number) not in self._seen and self._told(key):
                    self._missing(outcomes, words, fact)
        for one in self.book.of_programme(self.programme.pk):
            case = one.case
            if case is None or one.opened_on.year not in self._years:
                continue
            if ("case", case.pk) not in self._seen and self._told("case"):
                self._seen.add(("case", case.pk))
                self._missing(outcomes, "dossier", case)
        return outcomes

    def _told(self, key: str) -> bool:
        """Whether the extract holds that object at all."""
        return any(kind == key for kind, _ in self._seen) or bool(self._pending)

    def _missing(self, outcomes: list[Outcome], words: str, row: Any) -> None:
        self._place += 1
        name = row.organisation.name if row.organisation else ""
        title = getattr(getattr(row, "mission", None), "title", "")
        day = getattr(row, "occurred_on", None) or row.opened_on
        label = " · ".join(part for part in (name or str(getattr(row, "title", "")), title) if part)
        outcomes.append(
            Outcome(
                self._place,
                0,
                State.MISSING,
                f"{words.capitalize()} : {label}",
                f"Chez vous au {write_short_date(day)}, absent de l’extrait.",
            )
        )


def read_row(sheet: DlaSheet, line: Line) -> tuple[dict[str, Any], str]:
    """The values of a row by field; why it cannot be read, or an empty text."""
    values: dict[str, Any] = {}
    for column in sheet.columns:
        raw = line.cells.get(column.field)
        if raw is None or plain(raw) == "":
            continue
        if is_fault(raw):
            return values, f"La formule de « {column.heading} » est en erreur ({raw})."
        if column.kind == "word":
            code = dla_columns().read(column.words, plain(raw))
            if code is None and column.key:
                return values, f"« {plain(raw)} » n’est pas un mot connu de « {column.heading} »."
            if code is not None:
                values[column.field] = code
            continue
        try:
            found = READERS[_READS[column.kind]](raw).value
        except UnreadableCell as error:
            if column.key or column.kind in ("siren", "siret", "day"):
                return values, str(error)
            continue
        values[column.field] = found[1] if column.kind in ("siren", "siret") else found
    return values, ""


def _day_of(values: dict[str, Any]) -> datetime.date | None:
    for name in ("occurred_on", "contracted_on", "opened_on"):
        day: datetime.date | None = values.get(name)
        if day is not None:
            return day
    return None


def _said(value: Any) -> str:
    if isinstance(value, datetime.date):
        return write_short_date(value)
    return "rien" if value is None else str(value)
