"""Structures and people of a synthetic house."""

import datetime
import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

from probant.bench.data import names
from probant.bench.data.size import FIRST_YEAR, Size
from probant.directory.models import (
    Card,
    Family,
    House,
    Organisation,
    Person,
    Position,
    Territory,
    Theme,
)
from probant.directory.territories import VINTAGE
from probant.directory.writing import CARD_FIELDS, ORGANISATION, PERSON, person_key, search_key
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.search import index
from probant.search.index import Name

A_DAY = 200  # rows that one entry writes: an import's batch
BATCH = 500
FAMILIES = (*[Family.ASSOCIATION] * 7, Family.COOPERATIVE, Family.FOUNDATION, Family.SOCIAL_COMPANY)
OPENING = datetime.date(FIRST_YEAR, 1, 1)
T = TypeVar("T")


def build_organisations(
    actor: Actor, house: House, size: Size, dice: random.Random
) -> list[Organisation]:
    """Structures, their cards, their names in the index, one entry for each batch."""
    communes = list(
        Territory.objects.filter(kind=Territory.Kind.COMMUNE, vintage=VINTAGE)
        .order_by("code")
        .values_list("code", "name")
    )
    built: list[Organisation] = []
    first = Organisation.objects.count()
    for batch in batched(range(first, first + size.organisations), A_DAY):
        rows = [_organisation(number, communes, dice) for number in batch]
        with change(
            actor, verb="directory.import", houses=[house.pk], declared_on=OPENING
        ) as entry:
            Organisation.objects.bulk_create(rows, batch_size=BATCH)
            cards = [_card(house, row, dice) for row in rows]
            Card.objects.bulk_create(cards, batch_size=BATCH)
            index.index_many(house.pk, ORGANISATION, [_sought(row) for row in rows])
            for row in rows:
                entry.mention(ORGANISATION, row.pk)
        built += rows
    return built


def _organisation(
    number: int, communes: Sequence[tuple[str, str]], dice: random.Random
) -> Organisation:
    name = names.organisation_name(dice, number)
    code, place = dice.choice(communes)
    return Organisation(
        name=name,
        name_key=fold(name),
        siren=f"{100_000_000 + number:09d}",
        siret=f"{100_000_000 + number:09d}00011",
        family=dice.choice(FAMILIES),
        theme=dice.choice(Theme.values),
        place_code=code,
        place_name=place,
        place_vintage=VINTAGE,
        postcode="21000",
        email=f"contact@structure-{number}.invalid",
        is_fictitious=True,
    )


def _card(house: House, row: Organisation, dice: random.Random) -> Card:
    return Card(
        house=house,
        organisation=row,
        **{name: getattr(row, name) for name in CARD_FIELDS},
        name_key=row.name_key,
        is_member=dice.random() < 0.1,
        created_on=OPENING,
    )


def _sought(row: Organisation) -> Name:
    return Name(row.pk, row.name, row.place_name, search_key(row.name_key, row.siret, row.rna))


def build_people(
    actor: Actor,
    house: House,
    size: Size,
    organisations: Sequence[Organisation],
    dice: random.Random,
) -> list[Person]:
    """People, each in one structure, their names in the index, one entry for each batch."""
    built: list[Person] = []
    for batch in batched(range(size.people), A_DAY):
        rows = [_person(house, number, dice) for number in batch]
        with change(
            actor, verb="directory.import", houses=[house.pk], declared_on=OPENING
        ) as entry:
            Person.objects.bulk_create(rows, batch_size=BATCH)
            Position.objects.bulk_create(
                [
                    Position(
                        person=row,
                        organisation=organisations[number % len(organisations)],
                        title="présidence" if number < len(organisations) else "coordination",
                        starts_on=OPENING,
                    )
                    for number, row in zip(batch, rows, strict=True)
                ],
                batch_size=BATCH,
            )
            found = [Name(row.pk, str(row), key=row.name_key) for row in rows]
            index.index_many(house.pk, PERSON, found)
            for row in rows:
                entry.mention(PERSON, row.pk)
        built += rows
    return built


def _person(house: House, number: int, dice: random.Random) -> Person:
    given, family = names.person_name(dice)
    return Person(
        house=house,
        given_name=given,
        family_name=family,
        name_key=person_key(given, family),
        email=f"personne-{number}@exemple.invalid",
        is_fictitious=True,
    )


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items by slices of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
