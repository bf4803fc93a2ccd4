"""What the list of people reads: who, what they are and where, how to reach them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from probant.directory.models import Person, Position
from probant.directory.writing import PERSON
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.search import index as names

LISTED = ("id", "given_name", "family_name", "name_key", "email", "telephone")
HOLDS, HELD, NONE = "tenue", "passee", "aucune"  # words of addresses


@dataclass(frozen=True)
class PeopleFilters:
    """What a list of people is narrowed by; empty values narrow nothing.

    `position` is one of the words above; `title` a part of the title of a position, or of the name
    of its structure.
    """

    text: str = ""
    position: str = ""
    title: str = ""


def people(actor: Actor, filters: PeopleFilters) -> QuerySet[Person, dict[str, Any]]:
    """The people of the actor's house whom the filters leave, as rows of `LISTED`; not yet read.

    A text is first sought in the index of names (one query more); the erased are not listed.
    """
    return _narrowed(actor, filters).values(*LISTED)


def exported_people(
    actor: Actor, filters: PeopleFilters, *, only: Sequence[int] | None = None
) -> list[tuple[Any, ...]]:
    """All the people that the filters leave, by name, one row a standing position; two queries.

    (family name, given name, e-mail, telephone, title, structure, since). `only`: those of these
    numbers.
    """
    found = _narrowed(actor, filters)
    if only is not None:
        found = found.filter(pk__in=only)
    rows = list(found.order_by("name_key", "id").values(*LISTED))
    held = positions_of(actor, [row["id"] for row in rows] if len(rows) < MANY else None)
    return [
        (row["family_name"], row["given_name"], row["email"], row["telephone"], *position)
        for row in rows
        for position in held.get(row["id"], [("", "", None)])
    ]


MANY = 500  # beyond, all positions of the house are read rather than those of a list of ids


def positions_of(
    actor: Actor, people_ids: Sequence[int] | None
) -> dict[int, list[tuple[str, str, Any]]]:
    """(title, structure, since) of the standing positions of people, by person. One query."""
    standing = Position.objects.visible_to(actor).filter(ends_on__isnull=True)
    if people_ids is not None:
        standing = standing.filter(person_id__in=people_ids)
    found: dict[int, list[tuple[str, str, Any]]] = {}
    rows = standing.order_by("starts_on", "id")
    for person, title, where, since in rows.values_list(
        "person_id", "title", "organisation__name", "starts_on"
    ):
        found.setdefault(person, []).append((title, where, since))
    return found


def _narrowed(actor: Actor, filters: PeopleFilters) -> QuerySet[Person]:
    found = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
    if fold(filters.text) and actor.house_id is not None:
        ids = names.find_ids(actor.house_id, filters.text, kind=PERSON)
        found = found.filter(pk__in=ids)
    own = Position.objects.filter(person_id=OuterRef("pk"))
    if filters.title:
        own = own.filter(
            Q(title__icontains=filters.title)
            | Q(organisation__name_key__contains=fold(filters.title))
        )
    standing = own.filter(ends_on__isnull=True)
    if filters.position == HOLDS:
        return found.filter(Exists(standing))
    if filters.position == HELD:
        return found.filter(~Exists(standing), Exists(own))
    if filters.position == NONE:
        return found.filter(~Exists(Position.objects.filter(person_id=OuterRef("pk"))))
    return found.filter(Exists(own)) if filters.title else found
