"""Contacts held against the directory, and written: structures, people, positions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from probant.directory.bulk_writing import (
    insert,
    merge_organisations,
    merge_people,
    write_organisations,
    write_people,
)
from probant.directory.models import Card, Family, House, Organisation, Person, Position
from probant.directory.writing import write_card
from probant.ingestion.spreadsheets.contact_rows import Contact, ContactReader
from probant.ingestion.spreadsheets.kinds import Context, Decision, Line, Outcome, State
from probant.ingestion.spreadsheets.known import (
    NOBODY,
    Found,
    People,
    Structures,
    WantedPerson,
)
from probant.ingestion.spreadsheets.words import guess_family
from probant.kernel.text import fold

_TITLE = "contact"


class Contacts:
    """The importer of contacts, used by the other kinds for the structures and people they name."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._reader = ContactReader()
        self.read = self._reader.read
        self.communes = self._reader.communes
        self.structures = Structures(context.house_id)
        self.people = People(context.house_id, self.structures)
        self._family = Family(context.settings.get("family") or Family.ASSOCIATION)
        self._fresh: dict[int, dict[str, Any]] = {}
        self._cards: list[int] = []
        self._members: set[int] = set()
        self._fills: dict[int, dict[str, Any]] = {}
        self._newcomers: dict[int, dict[str, Any]] = {}
        self._person_fills: dict[int, dict[str, Any]] = {}
        self._positions: list[tuple[int, int, str, datetime.date | None]] = []
        self._sheets: dict[int, Organisation] = {}
        self._faces: dict[int, Person] = {}
        self._untouchable: set[int] = set()

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        contacts = [self.read(line) for line in lines]
        self.prepare(contacts)
        outcomes = [self.place(contact) for contact in contacts]
        self.flush()
        return outcomes

    def end(self) -> list[Outcome]:
        """The directory may know more than the file."""
        return []

    # --- holding it against the books

    def prepare(self, contacts: Sequence[Contact]) -> None:
        """Ask the books, once a batch, what these rows name. A constant number of queries."""
        wanted = [one.wanted for one in contacts if one.wanted]
        self.structures.look_up(wanted)
        self._open_sheets({n for one in wanted for n in self.structures.likely(one)})
        self._open_faces(
            {n for one in contacts if one.person for n in self.people.likely(_sought(one, -1))}
        )

    def _open_sheets(self, numbers: set[int]) -> None:
        missing = list(numbers - set(self._sheets))
        if not missing:
            return
        self._sheets |= Organisation.objects.in_bulk(missing)
        house_id = self.context.house_id
        others = Card.objects.filter(organisation_id__in=missing).exclude(house_id=house_id)
        kept = House.objects.filter(pk__in=missing).exclude(pk=house_id)
        self._untouchable |= set(others.values_list("organisation_id", flat=True))
        self._untouchable |= set(kept.values_list("pk", flat=True))

    def _open_faces(self, numbers: set[int]) -> None:
        missing = list(numbers - set(self._faces))
        if missing:
            self._faces |= Person.objects.in_bulk(missing)

    def place(self, contact: Contact) -> Outcome:
        """What becomes of a row that was read; what it creates stands for the rows that follow."""
        if contact.refused:
            return self.outcome(contact, State.REFUSE, contact.refused)
        structure, why = -1, State.SAME
        if contact.structure:
            found = self.structures.find(contact.wanted)  # type: ignore[arg-type]
            settled = self._settle(contact, found, "organisation")
            if isinstance(settled, Outcome):
                return settled
            structure = settled.place
            why = self._keep_structure(contact, structure) if structure >= 0 else State.CREATE
            if structure < 0:
                structure = self._new_structure(contact)
        contact.structure_place = structure
        if not contact.person:
            return self.outcome(contact, why)
        sought = _sought(contact, structure)
        settled = self._settle(contact, self.people.find(sought), "person")
        if isinstance(settled, Outcome):
            # the structure of a person left aside is taken all the same
            return settled
        person = settled.place
        told = self._keep_person(contact, person, sought) if person >= 0 else State.CREATE
        if person < 0:
            person = self._new_person(contact, sought)
        contact.person_place = person
        if structure >= 0 and not self.people.holds(person, structure):
            self.people.hold(person, structure)
            self._positions.append((person, structure, contact.title or _TITLE, contact.starts_on))
            told = told if told == State.CREATE else State.MERGE
            if told == State.MERGE:
                contact.notes.append("fonction ajoutée")
        states = {why, told}
        return self.outcome(
            contact,
            State.CREATE if State.CREATE in states
            else State.MERGE if State.MERGE in states else State.SAME,
        )  # fmt: skip

    def _settle(self, contact: Contact, found: Found, kind: str) -> Found | Outcome:
        """The one found, nobody, or the outcome of a row that a person has to decide."""
        if found.conflict:
            return self.outcome(contact, State.REFUSE, f"{found.conflict}.")
        if found.place < 0 or found.certain:
            return found
        decision = self.context.decision(contact.line.place)
        if decision == Decision.CREATE:
            return NOBODY
        if decision == Decision.MERGE:
            if kind == "organisation" and contact.wanted:
                self.structures.alias(contact.wanted.name_key, found.place)
            return found
        held = self.structures if kind == "organisation" else self.people
        number = held.ids[found.place]
        twin = "" if number else f"ligne {held.lines[found.place]} du fichier"
        what = "structure" if kind == "organisation" else "personne"
        if decision == Decision.SKIP:
            return self.outcome(contact, State.REFUSE, f"Laissée de côté : {what}, {found.why}.")
        return self.outcome(
            contact, State.DOUBLE, f"{what.capitalize()} : {found.why}.",
            twin=twin, twin_kind=kind, twin_id=number,
        )  # fmt: skip

    def _new_structure(self, contact: Contact) -> int:
        values = dict(contact.structure)
        if "family" not in values:
            guessed = guess_family(
                values["name_key"], values.get("legal_category", ""), values.get("rna", "")
            )
            values["family"] = (guessed or self._family).value
        place = self.structures.add(contact.wanted, line=contact.line.number)  # type: ignore[arg-type]
        self._fresh[place] = values
        if contact.is_member:
            self._members.add(place)
        return place

    def _keep_structure(self, contact: Contact, place: int) -> State:
        """A structure that is known: what it lacks is filled, what differs is said."""
        values = {k: v for k, v in contact.structure.items() if k in FILLED and v}
        self.structures.learn(place, contact.wanted)  # type: ignore[arg-type]
        state = State.SAME
        fresh = self._fresh.get(place)
        if not self.structures.carded[place]:
            self.structures.carded[place] = True
            self._cards.append(place)
            contact.notes.append("structure connue, ajoutée à votre annuaire")
            state = State.MERGE
        sheet = None if fresh is not None else self._sheet(place)
        if fresh is None and sheet is None:
            return state
        number = self.structures.ids[place]
        pending = fresh if fresh is not None else self._fills.get(number, {})
        for key, value in values.items():
            there = pending.get(key) or getattr(sheet, key, "")
            if not there:
                if fresh is not None:
                    fresh[key] = value
                elif number not in self._untouchable:
                    self._fills.setdefault(number, {})[key] = value
                state = State.MERGE
                contact.notes.append(f"{_FILLED_WORDS.get(key, key)} ajouté")
            elif there != value and key in _FILLED_WORDS and fold(str(there)) != fold(str(value)):
                contact.notes.append(f"{_FILLED_WORDS[key]} gardé : {there}")
        name = fresh["name"] if fresh is not None else getattr(sheet, "name", "")
        if contact.structure["name_key"] != self.structures.name(place):
            contact.notes.append(f"nom gardé : {name}")
        return state

    def _sheet(self, place: int) -> Organisation | None:
        number = self.structures.ids[place]
        if not number:
            return None  # brought by an earlier batch of a preview
        self._open_sheets({number})
        return self._sheets[number]

    def _new_person(self, contact: Contact, sought: WantedPerson) -> int:
        place = self.people.add(sought, line=contact.line.number)
        self._newcomers[place] = {**contact.person, "name_key": sought.name_key}
        return place

    def _keep_person(self, contact: Contact, place: int, sought: WantedPerson) -> State:
        self.people.learn(place, sought)
        fresh = self._newcomers.get(place)
        number = self.people.ids[place]
        if fresh is None and not number:
            return State.SAME
        self._open_faces({number} if number else set())
        face = None if fresh is not None else self._faces[number]
        state = State.SAME
        for key in ("email", "telephone"):
            value = contact.person.get(key)
            pending = fresh if fresh is not None else self._person_fills.get(number, {})
            there = pending.get(key) or getattr(face, key, "")
            if value and not there:
                if fresh is not None:
                    fresh[key] = value
                else:
                    self._person_fills.setdefault(number, {})[key] = value
                state = State.MERGE
                contact.notes.append(f"{_FILLED_WORDS[key]} de la personne ajouté")
            elif value and there != value:
                contact.notes.append(f"{_FILLED_WORDS[key]} de la personne gardé : {there}")
        return state

    def outcome(self, contact: Contact, state: State, words: str = "", **more: Any) -> Outcome:
        """The outcome of a row, with what was mended."""
        notes = ". ".join(dict.fromkeys(contact.notes))
        said = " ".join(part for part in (words, f"{notes}." if notes else "") if part)
        label = contact.label or f"ligne {contact.line.number}"
        return Outcome(contact.line.place, contact.line.number, state, label, said, **more)

    # --- writing

    def flush(self) -> None:
        """Write what the batch brings, where there is an entry; then forget it."""
        entry = self.context.entry
        if entry is not None:
            self._write_structures()
            self._write_people()
        self._fresh.clear()
        self._cards.clear()
        self._fills.clear()
        self._newcomers.clear()
        self._person_fills.clear()
        self._positions.clear()
        self._sheets.clear()
        self._faces.clear()

    def _write_structures(self) -> None:
        entry, made = self.context.entry, self.context.made
        assert entry is not None
        if self._fresh:
            rows = list(self._fresh.values())
            members = {rank for rank, place in enumerate(self._fresh) if place in self._members}
            numbers, cards = write_organisations(entry, rows, members=members)
            for place, number in zip(self._fresh, numbers, strict=True):
                self.structures.created(place, number)
            made.add("organisation", numbers)
            made.add("card", cards)
        self._members.clear()
        for place in self._cards:
            known = self._sheets.get(self.structures.ids[place])
            if known is not None:
                made.add("card", [write_card(entry, known).pk])
        if self._fills:
            made.changed += merge_organisations(entry, self._fills)

    def _write_people(self) -> None:
        entry, made = self.context.entry, self.context.made
        assert entry is not None
        if self._newcomers:
            numbers = write_people(entry, list(self._newcomers.values()))
            for place, number in zip(self._newcomers, numbers, strict=True):
                self.people.created(place, number)
            made.add("person", numbers)
        if self._person_fills:
            made.changed += merge_people(entry, self._person_fills)
        if self._positions:
            held = insert(
                Position,
                [
                    {
                        "person_id": self.people.ids[person],
                        "organisation_id": self.structures.ids[structure],
                        "title": title,
                        "starts_on": starts_on,
                    }
                    for person, structure, title, starts_on in self._positions
                ],
            )
            made.add("position", held)
            for person, structure, _, _ in self._positions:
                entry.mention("person", self.people.ids[person])
                entry.mention("organisation", self.structures.ids[structure])


def _sought(contact: Contact, structure: int) -> WantedPerson:
    given = _folded(contact.person["given_name"])
    family = fold(contact.person["family_name"])
    return WantedPerson(
        f"{family} {given}".strip()[:170],
        f"{given} {family}".strip()[:170],
        contact.person.get("email", ""),
        contact.person.get("telephone", ""),
        structure,
    )


_folded = lru_cache(maxsize=5000)(fold)  # given names come again and again


#: What an import fills in a structure that lacks it; it never overwrites.
FILLED = (
    "siren", "siret", "rna", "legal_category", "naf", "address", "postcode", "place_code",
    "place_vintage", "place_name", "email", "telephone", "website",
)  # fmt: skip
_FILLED_WORDS = {
    "siren": "SIREN", "siret": "SIRET", "rna": "RNA", "address": "adresse",
    "postcode": "code postal", "place_name": "commune", "email": "courriel",
    "telephone": "téléphone", "website": "site", "naf": "code NAF",
    "legal_category": "catégorie juridique",
}  # fmt: skip
