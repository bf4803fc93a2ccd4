"""The directory held in memory for the time of an import: who is known, and who may be the same.

What is known of the books and what the file brought so far stand in the same tables, so that a
structure met twice in a file is one. Identifiers are held as numbers and structures as places in
lists: a hundred thousand fit in some tens of megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from probant.directory.models import Card, Organisation, Person, Position
from probant.directory.rules import COMMON, SAME_NAME
from probant.kernel.text import fold

FEW = 60  # names that may share a word for it to tell anything
MOST_LOOKED_AT = 80


class Places:
    """Several places under one key, cheaply: a number, or a list of at most `most` numbers."""

    def __init__(self, most: int = 1000) -> None:
        self._held: dict[object, int | list[int]] = {}
        self._most = most

    def add(self, key: object, place: int) -> None:
        held = self._held.get(key)
        if held is None:
            self._held[key] = place
        elif isinstance(held, list):
            if len(held) < self._most and held[-1] != place:
                held.append(place)
        elif held != place:
            self._held[key] = [held, place]

    def get(self, key: object) -> list[int]:
        held = self._held.get(key)
        if held is None:
            return []
        return held if isinstance(held, list) else [held]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A structure of the file, as it is sought."""

    name_key: str
    siren: str = ""
    siret: str = ""
    rna: str = ""
    place: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: a place (-1 for none), whether it is certain, and why."""

    place: int = -1
    certain: bool = False
    why: str = ""
    conflict: str = ""


NOBODY = Found()


_folded = lru_cache(maxsize=5000)(fold)


def bare(name_key: str) -> str:
    """A folded name without legal forms and small words, its words in order of the alphabet."""
    words = name_key.split()
    return " ".join(sorted([word for word in words if word not in COMMON] or words))


class Structures:
    """The structures of a house's directory, and those of the instance met by an identifier."""

    def __init__(self, house_id: int) -> None:
        self.ids: list[int] = []
        self.lines: list[int] = []  # where the file brought it, 0 where the books did
        self.carded: list[bool] = []
        self._names: list[str] = []
        self._bare: list[str] = []
        self._places: list[str] = []
        self._sirens: list[int] = []
        self._sirets: list[int] = []
        self._rnas: list[str] = []
        self._by_id: dict[int, int] = {}
        self._by_siren, self._by_siret, self._by_rna = Places(), Places(), Places()
        self._by_name, self._by_word = Places(), Places(FEW + 1)
        self._by_email, self._by_phone = Places(), Places()
        cards = Card.objects.filter(house_id=house_id).order_by("pk").values_list(*_CARD)
        for pk, key, place, siren, siret, rna, email, phone in cards.iterator(2000):
            self.add(Wanted(key, siren, siret, rna, place, email, phone), pk=pk, carded=True)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, one: Wanted, *, pk: int = 0, line: int = 0, carded: bool = True) -> int:
        """Hold a structure; returns its place."""
        place = len(self.ids)
        self.ids.append(pk)
        self.lines.append(line)
        self.carded.append(carded)
        self._names.append(one.name_key)
        self._bare.append(bare(one.name_key))
        self._places.append(_folded(one.place))
        self._sirens.append(0)
        self._sirets.append(0)
        self._rnas.append("")
        if pk:
            self._by_id[pk] = place
        self.learn(place, one)
        if carded:
            self._by_name.add(one.name_key, place)
            for word in set(self._bare[place].split()):
                self._by_word.add(word, place)
        return place

    def learn(self, place: int, one: Wanted) -> None:
        """What a row adds to a structure: identifiers, address of e-mail, telephone."""
        if one.siren:
            self._sirens[place] = int(one.siren)
            self._by_siren.add(int(one.siren), place)
        if one.siret:
            self._sirets[place] = int(one.siret)
            self._by_siret.add(int(one.siret), place)
        if one.rna:
            self._rnas[place] = one.rna
            self._by_rna.add(one.rna, place)
        if one.email:
            self._by_email.add(one.email, place)
        if one.telephone:
            self._by_phone.add(one.telephone, place)

    def alias(self, name_key: str, place: int) -> None:
        """Another name of a structure, once a person said that it is the same."""
        self._by_name.add(name_key, place)

    def place_of(self, pk: int) -> int:
        """The place of a structure of the books, or -1."""
        return self._by_id.get(pk, -1)

    def created(self, place: int, pk: int) -> None:
        """A structure of the file was written."""
        self.ids[place] = pk
        self._by_id[pk] = place

    def name(self, place: int) -> str:
        """Its folded name."""
        return self._names[place]

    def look_up(self, rows: Iterable[Wanted]) -> None:
        """Hold the structures of the instance that bear an identifier of these rows. 3 queries."""
        asked = {"siren": set(), "siret": set(), "rna": set()}  # type: dict[str, set[str]]
        for one in rows:
            if one.siren and not self._by_siren.get(int(one.siren)):
                asked["siren"].add(one.siren)
            if one.siret and not self._by_siret.get(int(one.siret)):
                asked["siret"].add(one.siret)
            if one.rna and not self._by_rna.get(one.rna):
                asked["rna"].add(one.rna)
        for column, numbers in asked.items():
            if not numbers:
                continue
            rows_found = Organisation.objects.filter(**{f"{column}__in": numbers})
            for pk, key, place, siren, siret, rna in rows_found.values_list(
                "pk", "name_key", "place_name", "siren", "siret", "rna"
            ):
                if pk not in self._by_id:
                    self.add(Wanted(key, siren, siret, rna, place), pk=pk, carded=False)

    def likely(self, one: Wanted) -> list[int]:
        """Ids of the books that the identifiers and the name alone point to."""
        places = [
            *(self._by_siret.get(int(one.siret)) if one.siret else ()),
            *(self._by_siren.get(int(one.siren)) if one.siren else ()),
            *(self._by_rna.get(one.rna) if one.rna else ()),
            *self._by_name.get(one.name_key)[:5],
        ]
        return [self.ids[place] for place in places if self.ids[place]]

    def find(self, one: Wanted) -> Found:
        """The structure that this is, or may be."""
        by_number = self._by_identifier(one)
        if by_number is not None:
            return by_number
        same = [place for place in self._by_name.get(one.name_key) if self._agree(one, place)]
        here = [place for place in same if self._near(one, place)]
        if len(here) == 1:
            return Found(here[0], True, "même nom")
        if len(here) > 1:
            return Found(here[0], False, f"{len(here)} structures portent ce nom")
        if same:
            return Found(same[0], False, "même nom, autre commune")
        return self._by_contact(one) or self._by_likeness(one) or NOBODY

    def _by_identifier(self, one: Wanted) -> Found | None:
        found: dict[int, str] = {}
        if one.siret:
            found |= dict.fromkeys(self._by_siret.get(int(one.siret)), "même SIRET")
        if one.siren and not found:
            for place in self._by_siren.get(int(one.siren)):
                # two establishments of a legal unit are two structures (C. com. art. R123-221)
                other = self._sirets[place]
                if not one.siret or not other or int(one.siret) == other:
                    found[place] = "même SIREN"
                    break
        if one.rna:
            for place in self._by_rna.get(one.rna):
                found.setdefault(place, "même RNA")
        if not found:
            return None
        places = list(found)
        if len(places) > 1:
            return Found(conflict="SIRET et RNA sont ceux de deux structures différentes")
        return Found(places[0], True, found[places[0]])

    def _agree(self, one: Wanted, place: int) -> bool:
        """Whether no identifier says that they are two."""
        siren, rna = self._sirens[place], self._rnas[place]
        if one.siren and siren and int(one.siren) != siren:
            return False
        if one.siret and self._sirets[place] and int(one.siret) != self._sirets[place]:
            return False
        return not (one.rna and rna and one.rna != rna)

    def _near(self, one: Wanted, place: int) -> bool:
        there = self._places[place]
        return not one.place or not there or _folded(one.place) == there

    def _by_contact(self, one: Wanted) -> Found | None:
        for key, held, why in (
            (one.email, self._by_email, "même courriel"),
            (one.telephone, self._by_phone, "même téléphone"),
        ):
            for place in held.get(key)[:10] if key else ():
                if not self._agree(one, place) or not self.carded[place]:
                    continue
                alike = fuzz.token_sort_ratio(bare(one.name_key), self._bare[place])
                if alike >= SAME_NAME:
                    return Found(place, True, f"{why}, nom proche")
                if key == one.email or alike >= 60:
                    return Found(place, False, why)
        return None

    def _by_likeness(self, one: Wanted) -> Found | None:
        wanted = bare(one.name_key)
        best, chosen = SAME_NAME, -1
        for place in self._candidates(wanted):
            alike = fuzz.token_sort_ratio(wanted, self._bare[place], score_cutoff=best)
            if alike >= best and self._agree(one, place) and self._near(one, place):
                if _differ_by_number(wanted, self._bare[place]):
                    continue
                best, chosen = alike, place
        return Found(chosen, False, "nom proche") if chosen >= 0 else None

    def _candidates(self, wanted: str) -> Iterator[int]:
        """Structures that share a word that few names have."""
        seen: set[int] = set()
        for word in wanted.split():
            held = self._by_word.get(word)
            if len(word) < 3 or len(held) > FEW:
                continue
            for place in held:
                if place not in seen:
                    seen.add(place)
                    yield place
                if len(seen) >= MOST_LOOKED_AT:
                    return


def _differ_by_number(one: str, other: str) -> bool:
    """ "École 12" and "École 13" are two: a number tells apart what letters do not."""
    if not any(char.isdigit() for char in one + other):
        return False
    numbers = [{word for word in text.split() if word.isdigit()} for text in (one, other)]
    return numbers[0] != numbers[1]


_CARD = (
    "organisation_id", "name_key", "place_name", "organisation__siren", "organisation__siret",
    "organisation__rna", "organisation__email", "organisation__telephone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WantedPerson:
    """A person of the file, as they are sought; `structure` is a place of `Structures`, or -1."""

    name_key: str
    swapped_key: str = ""
    email: str = ""
    telephone: str = ""
    structure: int = -1


@dataclass
class People:
    """The people of a house, and those that the file brought."""

    house_id: int
    structures: Structures
    ids: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names: list[str] = []
        self._by_id: dict[int, int] = {}
        self._by_name, self._by_email, self._by_phone = Places(), Places(), Places()
        self._held: set[int] = set()  # person and structure, as one number
        rows = Person.objects.filter(house_id=self.house_id, erased_on__isnull=True).order_by("pk")
        for pk, key, email, phone in rows.values_list(
            "pk", "name_key", "email", "telephone"
        ).iterator(2000):
            self.add(WantedPerson(key, "", email, phone), pk=pk)
        held = Position.objects.filter(person__house_id=self.house_id)
        for pk, number in held.values_list("person_id", "organisation_id").iterator(2000):
            person, structure = self._by_id.get(pk, -1), self.structures.place_of(number)
            if person >= 0 and structure >= 0:
                self.hold(person, structure)

    def add(self, one: WantedPerson, *, pk: int = 0, line: int = 0) -> int:
        """Hold a person; returns their place."""
        place = len(self.ids)
        self.ids.append(pk)
        self.lines.append(line)
        self._names.append(one.name_key)
        if pk:
            self._by_id[pk] = place
        self._by_name.add(one.name_key, place)
        self.learn(place, one)
        return place

    def learn(self, place: int, one: WantedPerson) -> None:
        """What a row adds to a person."""
        if one.email:
            self._by_email.add(one.email, place)
        if one.telephone:
            self._by_phone.add(one.telephone, place)

    def created(self, place: int, pk: int) -> None:
        """A person of the file was written."""
        self.ids[place] = pk

    def hold(self, person: int, structure: int) -> None:
        """A person has a position in a structure."""
        self._held.add(person << 32 | structure)

    def holds(self, person: int, structure: int) -> bool:
        """Whether a person has a position in a structure."""
        return person << 32 | structure in self._held

    def likely(self, one: WantedPerson) -> list[int]:
        """Ids of the books that the name alone points to."""
        return [self.ids[place] for place in self._by_name.get(one.name_key)[:5] if self.ids[place]]

    def find(self, one: WantedPerson) -> Found:
        """The person that this is, or may be."""
        same = [*self._by_name.get(one.name_key)]
        if one.swapped_key and one.swapped_key != one.name_key:
            same += self._by_name.get(one.swapped_key)
        by_email = self._by_email.get(one.email) if one.email else []
        by_phone = self._by_phone.get(one.telephone) if one.telephone else []
        for place in same:
            if place in by_email:
                return Found(place, True, "même nom, même courriel")
            if one.structure >= 0 and self.holds(place, one.structure):
                return Found(place, True, "même nom, même structure")
            if place in by_phone:
                return Found(place, True, "même nom, même téléphone")
        if same:
            return Found(same[0], False, "même nom")
        for place in by_email[:10]:
            if fuzz.token_sort_ratio(one.name_key, self._names[place]) >= SAME_NAME:
                return Found(place, False, "même courriel, nom proche")
        return NOBODY
