"""What an extract brought so far, and whose each row is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from probant.ingestion.spreadsheets.cases import CaseBook, Held, sentence
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.dla.rows import day_of, said
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.ingestion.spreadsheets.known import Wanted
from probant.programmes.models import Programme
from probant.support.models import Mission, PhaseReached

DLA = "dla"


class Extract:
    """The books and the file side by side, for the time of an import."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(replace(context, decisions={}, doubles="create"))
        self.contacts.context.made = context.made
        self.book = CaseBook(context, self.contacts)
        self.programme = Programme.objects.filter(
            house_id=context.house_id, official_code=DLA
        ).first()
        self.seen: set[tuple[str, int]] = set()
        self.numbers: dict[str, Held] = {}
        self.missions: dict[str, Mission | None] = {}
        self.years: set[int] = set()
        self.pending: set[tuple[Any, ...]] = set()

    def structure(self, line: Line, values: dict[str, Any], prefix: str = "") -> int:
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

    def held(self, line: Line, values: dict[str, Any]) -> Held | str:
        """The case that a row speaks of, or why there is none."""
        number = values.get("case_number", "")
        if number and number in self.numbers:
            return self.numbers[number]
        place = self.structure(line, values)
        assert self.programme is not None
        cases = self.book.cases(self.programme.pk, ("structure", place)) if place >= 0 else []
        if not cases:
            return "Aucun dossier DLA de cette structure, ni dans vos livres ni dans l’extrait."
        day = day_of(values)
        begun = [one for one in cases if day is None or one.opened_on <= day]
        return (begun or cases)[-1]

    def apart(self, outcome: Outcome, what: str, ours: Any, theirs: Any) -> None:
        """Say what differs; the books stay as they are."""
        outcome.state = State.APART
        told = f"{what} : {said(ours)} chez vous, {said(theirs)} dans l’extrait"
        outcome.words = sentence([*([outcome.words.rstrip(".")] if outcome.words else []), told])

    def made(self, kind: str, number: int) -> None:
        """Note a row that was written, with its fact."""
        self.context.made.add(kind, [number])
        self.context.made.facts += 1

    def refresh(self, held: Held) -> None:
        """A mission may have reached a phase of its case."""
        facts = PhaseReached.objects.now().filter(case=held.case)
        held.phases = dict(facts.values_list("phase_id", "occurred_on"))
