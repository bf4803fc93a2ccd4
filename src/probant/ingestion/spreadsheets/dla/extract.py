"""What an extract brought so far, and whose each row is."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from probant.directory.models import Family
from probant.ingestion.spreadsheets.cases import CaseBook, Held, Who, sentence, users_of
from probant.ingestion.spreadsheets.contact_rows import Contact
from probant.ingestion.spreadsheets.contacts import Contacts
from probant.ingestion.spreadsheets.dla.rows import day_of, said
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.ingestion.spreadsheets.known import Wanted
from probant.ingestion.spreadsheets.words import guess_family
from probant.kernel.text import fold
from probant.programmes.models import Programme
from probant.support.models import Mission, PhaseReached

DLA = "dla"
NO_CASE = "Aucun dossier DLA de cette structure, ni dans vos livres ni dans l’extrait."
Row = TypeVar("Row")


class Extract:
    """The books and the file side by side, for the time of an import.

    `seen` are the rows of the books that the extract speaks of, by kind and id; `pending` what it
    brought that a preview does not write; `missions` those of the extract by number and title,
    None where a preview found them new.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.contacts = Contacts(replace(context, decisions={}, doubles="create"))
        self.contacts.context.made = context.made
        self.book = CaseBook(context, self.contacts)
        self.programme = Programme.objects.filter(
            house_id=context.house_id, official_code=DLA
        ).first()
        self.users = users_of(context.house_id)
        self.seen: set[tuple[str, int]] = set()
        self.numbers: dict[str, Held] = {}
        self.missions: dict[str, Mission | None] = {}
        self.years: set[int] = set()
        self.pending: set[Hashable] = set()
        self.taken: set[int] = set()  # cases (by identity) that a row of the extract already is

    # --- whose

    def structure(self, line: Line, values: dict[str, Any], prefix: str = "") -> int:
        """The place of the structure of a row, created where it is new; -1 where none is named."""
        contact, siren = self._named(line, values, prefix)
        if not contact.structure:
            return self._by_siren(siren)
        self.contacts.prepare([contact])
        self.contacts.place(contact)
        self.contacts.flush()
        return contact.structure_place

    def known_structure(self, line: Line, values: dict[str, Any], prefix: str = "") -> int:
        """The place of the structure of a row where it is known, else -1."""
        contact, siren = self._named(line, values, prefix)
        if contact.wanted is None or not contact.structure:
            return self._by_siren(siren)
        self.contacts.structures.look_up([contact.wanted])
        found = self.contacts.structures.find(contact.wanted)
        return found.place if found.certain else -1

    def _named(self, line: Line, values: dict[str, Any], prefix: str) -> tuple[Contact, str]:
        siren = values.get(f"{prefix}siren", "")
        name = values.get(f"{prefix}name" if prefix else "organisation_name") or ""
        cells = {"name": name, "identifier": values.get("siret", "") or siren}
        if prefix:
            guessed = guess_family(fold(name))
            cells = {"name": name, "identifier": siren, "family": guessed or Family.COMPANY}
        else:
            told = ("rna", "place_code", "family", "theme")
            cells |= {key: values.get(key) for key in told} | {"place": values.get("place_name")}
        return self.contacts.read(Line(line.place, line.number, cells)), siren

    def _by_siren(self, siren: str) -> int:
        if not siren:
            return -1
        known = self.contacts.structures
        from_books = Wanted("", siren=siren)
        known.look_up([from_books])
        found = known.find(from_books)
        return found.place if found.certain else -1

    def held(self, line: Line, values: dict[str, Any]) -> Held | None:
        """The case that a row speaks of, or None."""
        number = values.get("case_number", "")
        if number and number in self.numbers:
            return self.numbers[number]
        cases = self._cases_of(line, values)
        day = day_of(values)
        begun = [one for one in cases if day is None or one.opened_on <= day]
        return (begun or cases)[-1] if cases else None

    def _cases_of(self, line: Line, values: dict[str, Any]) -> list[Held]:
        assert self.programme is not None
        place = self.known_structure(line, values)
        whose: list[Who] = [("structure", place)] if place >= 0 else []
        if values.get("organisation_name"):
            whose.append(("project", project_key(values["organisation_name"])))
        return next(
            (found for who in whose if (found := self.book.cases(self.programme.pk, who))), []
        )

    def mission(self, values: dict[str, Any]) -> Mission | str | None:
        """The mission that a row speaks of; None where a preview found it new; why not."""
        number, title = values.get("mission_number", ""), fold(values.get("mission_title", ""))
        for name in (number, title):
            if name and name in self.missions:
                return self.missions[name]
        known = Mission.objects.filter(house_id=self.context.house_id, programme=self.programme)
        named = [one for one in known if fold(one.title) == title] if title else []
        if len(named) == 1:
            return named[0]
        return "L’ingénierie n’est pas reconnue : elle n’est ni dans vos livres ni dans l’extrait."

    # --- what becomes of a row

    def is_new(self, outcome: Outcome, *key: Hashable) -> bool:
        """Whether the file brings this for the first time; the row is then one to create."""
        if key in self.pending:
            return False
        self.pending.add(key)
        outcome.state = State.CREATE
        return True

    def apart(self, outcome: Outcome, what: str, ours: Any, theirs: Any) -> None:
        """Say what differs; the books stay as they are."""
        outcome.state = State.APART
        told = f"{what} : {said(ours)} chez vous, {said(theirs)} dans l’extrait"
        outcome.words = sentence([*([outcome.words.rstrip(".")] if outcome.words else []), told])

    def compare(self, outcome: Outcome, *told: tuple[str, Any, Any]) -> None:
        """Say what differs, of (words, ours, theirs); what the extract leaves empty does not."""
        for what, ours, theirs in told:
            if theirs is not None and theirs != "" and ours != theirs:
                self.apart(outcome, what, ours, theirs)

    def see(self, kind: str, number: int) -> None:
        """Note that the extract speaks of a row of the books."""
        self.seen.add((kind, number))

    def unseen(self, kind: str, rows: Iterable[Any]) -> list[Any]:
        """Those of the rows that no row of the extract is already."""
        return [one for one in rows if (kind, one.pk) not in self.seen]

    def made(self, kind: str, number: int) -> None:
        """Note a row that was written, with its fact."""
        self.context.made.add(kind, [number])
        self.context.made.facts += 1

    def noted(self, kind: str, number: int) -> None:
        """Note a fact that was written."""
        self.see(kind, number)
        self.context.made.facts += 1

    def refresh(self, held: Held) -> None:
        """A mission or a diagnosis may have reached a phase of its case."""
        facts = PhaseReached.objects.now().filter(case=held.case)
        held.phases = dict(facts.values_list("phase_id", "occurred_on"))


def refuse(outcome: Outcome, words: str) -> None:
    """Refuse a row."""
    outcome.state, outcome.words = State.REFUSE, words


def project_key(title: str) -> str:
    """What a project that is no structure yet is found by."""
    return fold(title)[:200]


def nearest(rows: Iterable[Row], day: datetime.date, most: int) -> Row | None:
    """The row whose `occurred_on` is the nearest to a day, at most so many days away."""

    def away(one: Any) -> int:
        return abs(int((one.occurred_on - day).days))

    near = [one for one in rows if away(one) <= most]
    return min(near, key=away, default=None)
