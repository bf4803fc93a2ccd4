"""Structures and people of a house that may be the one being typed: proposed before a double is.

Asked at each pause of the typing: what is not yet readable (half a number, two letters) is passed
over, nothing raises, and the number of queries does not grow with the directory.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from probant.directory.models import Card, Organisation, Person
from probant.directory.rules import (
    SAME_NAME,
    UnreadableContact,
    bare_name,
    read_telephone,
    telling_words,
)
from probant.directory.writing import ORGANISATION, PERSON
from probant.kernel.identifiers import UnreadableIdentifier, read_rna, read_siren, read_siret
from probant.kernel.text import fold
from probant.search import index as names

EXACT, MAIL, TELEPHONE, CONTAINS = 100.0, 95.0, 90.0, 80.0
SHORTEST = 3  # letters of a name before anything is proposed by it
SHOWN = 6


@dataclass(frozen=True)
class Likely:
    """Something already in the directory: its id, its name, what tells it apart, and why.

    `score` goes from 0 to 100; `why` is French, lower case.
    """

    id: int
    label: str
    detail: str
    why: str
    score: float


def likely_organisations(
    house_id: int,
    *,
    name: str = "",
    siren: str = "",
    rna: str = "",
    email: str = "",
    telephone: str = "",
    limit: int = SHOWN,
) -> list[Likely]:
    """Structures of the house's directory that may be the one described, the surest first.

    `siren` takes a SIREN or a SIRET. Texts are as typed. At most eight queries.
    """
    found = _Best()
    siret = _read(read_siret, siren)
    known = Organisation.objects.all()  # which of them the house knows, its cards say below
    given = {
        "siren": siret[:9] or _read(read_siren, siren),
        "rna": _read(read_rna, rna),
        "email": _mail(email),
        "telephone": _read(read_telephone, telephone),
    }
    _by_number(found, known, given, limit)
    if len(fold(name)) >= SHORTEST:
        _by_name(found, house_id, name, limit)
    cards = Card.objects.filter(house_id=house_id, organisation_id__in=found.ids(limit))
    told = cards.values_list("organisation_id", "name", "place_name")
    return found.told({number: (label, place) for number, label, place in told}, limit)


def likely_people(
    house_id: int,
    *,
    given_name: str = "",
    family_name: str = "",
    email: str = "",
    telephone: str = "",
    limit: int = SHOWN,
) -> list[Likely]:
    """People of the house who may be the one described, the surest first; five queries at most.

    Who may read people's names is for the caller to ask (`access.can_see_people`).
    """
    found = _Best()
    known = Person.objects.filter(house_id=house_id, erased_on__isnull=True)
    given = {"email": _mail(email), "telephone": _read(read_telephone, telephone)}
    _by_number(found, known, given, limit)
    key = fold(f"{family_name} {given_name}")
    if len(fold(family_name)) >= SHORTEST:
        # many share a given name: it is sought only where the family name, misspelt, finds nobody
        near = names.find_like(house_id, fold(family_name).split(), kind=PERSON)
        near = near or names.find_like(house_id, fold(given_name).split(), kind=PERSON)
        keys = dict(known.filter(pk__in=near).values_list("pk", "name_key"))
        found.near(keys, key)
        begun = names.find_ids(house_id, key, kind=PERSON, limit=limit)
        found.add(begun, "nom", CONTAINS)
    people = {person.pk: person for person in known.filter(pk__in=found.ids(limit))}
    shown = {pk: (str(one), one.email or one.telephone) for pk, one in people.items()}
    return found.told(shown, limit)


_SAME = {
    "siren": ("même SIREN", EXACT),
    "rna": ("même RNA", EXACT),
    "email": ("même courriel", MAIL),
    "telephone": ("même téléphone", TELEPHONE),
}


def _by_number(found: "_Best", known: QuerySet[Any], given: Mapping[str, str], limit: int) -> None:
    """What bears one of the values given: a query a value, each a look into its own index.

    Asked as one question, with OR or joined to the cards, it read the whole directory.
    """
    for field, value in given.items():
        if value:
            rows = known.filter(**{field: value}).values_list("pk", flat=True)
            found.add(rows[: 4 * limit], *_SAME[field])


def _by_name(found: "_Best", house_id: int, name: str, limit: int) -> None:
    """What bears a name near the one typed, then what holds all the words typed so far."""
    near = names.find_like(house_id, telling_words(name), kind=ORGANISATION)
    cards = Card.objects.filter(house_id=house_id, organisation_id__in=near)
    keys = dict(cards.values_list("organisation_id", "name_key"))
    found.near({number: bare_name(key) for number, key in keys.items()}, bare_name(fold(name)))
    found.add(names.find_ids(house_id, name, kind=ORGANISATION, limit=limit), "nom", CONTAINS)


class _Best:
    """The best reason found for each id."""

    def __init__(self) -> None:
        self._reasons: dict[int, tuple[float, str]] = {}

    def add(self, numbers: Iterable[int], why: str, score: float) -> None:
        for number in numbers:
            self._reasons[number] = max(self._reasons.get(number, (0.0, "")), (score, why))

    def near(self, keys: Mapping[int, str], key: str) -> None:
        """Add those of `keys` near enough to `key`, in whatever order of words."""
        scorer = fuzz.token_sort_ratio
        near = process.extract(key, keys, scorer=scorer, score_cutoff=SAME_NAME, limit=None)
        for _, score, number in near:
            self.add([number], "même nom" if score > 99 else "nom voisin", min(score, 94.0))

    def ids(self, limit: int) -> list[int]:
        """The ids, the surest first; twice as many as shown, some may have gone."""
        ordered = sorted(self._reasons, key=lambda number: (-self._reasons[number][0], number))
        return ordered[: 2 * limit]

    def told(self, shown: Mapping[int, tuple[str, str]], limit: int) -> list[Likely]:
        """What is shown of the ids that still stand."""
        rows = [
            Likely(number, *shown[number], self._reasons[number][1], self._reasons[number][0])
            for number in self.ids(limit)
            if number in shown
        ]
        return rows[:limit]


def _mail(text: str) -> str:
    """An address written whole, in lower case; empty otherwise."""
    address = text.strip().lower()
    return address if "@" in address and "." in address.rpartition("@")[2] else ""


def _read(read: Callable[[str], str], text: str) -> str:
    """What a reader of the kernel makes of a text; empty where it cannot."""
    try:
        return read(text) if text.strip() else ""
    except (UnreadableIdentifier, UnreadableContact):
        return ""
