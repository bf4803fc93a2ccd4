"""What the directory keeps twice: cards copy their structure, the index of names copies both."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from probant.directory.models import Card, House, Person
from probant.directory.writing import CARD_FIELDS, ORGANISATION, PERSON, search_key
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.search.models import SearchEntry

STRIDE = 2000  # rows held against the index together
AnyModel = TypeVar("AnyModel", bound=models.Model)


def cards() -> Iterator[Finding]:
    """`directory.card`: a card no longer says what its structure says.

    Held only where the house may correct the structure itself: a structure that several houses
    know, or that keeps its own books, may be called otherwise by one of them.
    """
    differs = Q()
    for name in (*CARD_FIELDS, "name_key"):
        differs |= ~Q(**{name: F(f"organisation__{name}")})
    alone = Q(known_by=1) & (Q(is_house=False) | Q(organisation_id=F("house_id")))
    rows = (
        Card.objects.filter(differs)
        .annotate(
            known_by=Count("organisation__cards"),
            is_house=Exists(House.objects.filter(pk=OuterRef("organisation_id"))),
        )
        .filter(alone)
        .order_by("pk")
    )
    for house_id, number in rows.values_list("house_id", "organisation_id").iterator():
        yield broken(
            "directory.card",
            f"Structure {house_id} : sa fiche de la structure {number} ne dit plus la même chose "
            "que l’annuaire commun.",
        )


def indexed_structures() -> Iterator[Finding]:
    """`search.organisation`: a structure is not found, or is found by what it is not called."""
    for batch in _batches(Card.objects.select_related("organisation")):
        kept = _entries(ORGANISATION, [card.organisation_id for card in batch])
        for card in batch:
            known = card.organisation
            key = search_key(card.name_key, known.siret or known.siren, known.rna)[:320]
            found = kept.get((card.house_id, card.organisation_id))
            if found == (card.name[:200], card.place_name[:200], key):
                continue
            # another house may have corrected the identifiers since: the name at least stands
            label, detail, sought = found or ("", "", "")
            named = (label, detail) == (card.name[:200], card.place_name[:200])
            if not (named and sought.startswith(card.name_key) and _is_shared(card)):
                yield _unfound("structure", card.house_id, card.organisation_id)
    here = Card.objects.filter(house_id=OuterRef("house_id"), organisation_id=OuterRef("object_id"))
    yield from _left_over(ORGANISATION, "structure", here)


def _is_shared(card: Card) -> bool:
    number = card.organisation_id
    shared: bool = Card.objects.filter(organisation_id=number).exclude(pk=card.pk).exists()
    return shared or (number != card.house_id and House.objects.filter(pk=number).exists())


def indexed_people() -> Iterator[Finding]:
    """`search.person`: a person is not found, or an erased one still is."""
    for batch in _batches(Person.objects.filter(erased_on__isnull=True)):
        kept = _entries(PERSON, [person.pk for person in batch])
        for person in batch:
            found = kept.get((person.house_id, person.pk))
            if found != (str(person)[:200], "", person.name_key):
                yield _unfound("personne", person.house_id, person.pk)
    here = Person.objects.filter(
        house_id=OuterRef("house_id"), pk=OuterRef("object_id"), erased_on__isnull=True
    )
    yield from _left_over(PERSON, "personne", here)


def _batches(rows: "models.QuerySet[AnyModel]") -> Iterator[list[AnyModel]]:
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:STRIDE]):
        yield batch
        after = batch[-1].pk


def _entries(kind: str, numbers: Iterable[int]) -> dict[tuple[int, int], tuple[str, str, str]]:
    rows = SearchEntry.objects.filter(kind=kind, object_id__in=list(numbers))
    columns = ("house_id", "object_id", "label", "detail", "key")
    return {(row[0], row[1]): row[2:] for row in rows.values_list(*columns)}


def _unfound(what: str, house_id: int, number: int) -> Finding:
    code = "search.organisation" if what == "structure" else "search.person"
    return broken(
        code,
        f"Structure {house_id} : l’index de recherche ne dit pas la {what} {number} comme sa "
        "fiche.",
    )


def _left_over(kind: str, what: str, here: Any) -> Iterator[Finding]:
    rows = SearchEntry.objects.filter(~Exists(here), kind=kind).order_by("pk")
    for house_id, number in rows.values_list("house_id", "object_id").iterator():
        yield broken(
            f"search.{kind}",
            f"Structure {house_id} : l’index de recherche garde la {what} {number}, qui n’y est "
            "plus.",
        )


CHECKS = (
    Check("directory.cards", "fiches des structures", cards),
    Check("directory.names", "index des structures", indexed_structures),
    Check("directory.people", "index des personnes", indexed_people),
)
