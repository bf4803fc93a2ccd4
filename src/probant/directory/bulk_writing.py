"""Write many structures and people at once, inside a journal entry that is already open.

The bulk paths of `directory.writing`: the same rows, cards, index and mentions, in a number of
statements that follows the number of batches. The caller has already held what it brings against
the books (`AlreadyKnown` is not looked for here; the constraints of the tables still stand).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Model

from probant.directory.models import Card, Organisation, Person
from probant.directory.writing import CARD_FIELDS, ORGANISATION, PERSON, search_key
from probant.journal.door import Entry
from probant.search import index as names
from probant.search.index import Name

BATCH = 500
Change = tuple[str, int, dict[str, list[Any]]]  # kind, id, {column: [before, after]}


def write_organisations(
    entry: Entry, rows: Sequence[Organisation], *, members: Collection[Organisation] = ()
) -> list[Card]:
    """Insert structures (complete, with their `name_key`), their cards, their names in the index.

    Returns the cards; the rows have their ids afterwards. `members` are those of the network.
    """
    Organisation.objects.bulk_create(rows, batch_size=BATCH)
    belong = {id(row) for row in members}
    cards = [
        Card(
            house_id=entry.house_id,
            organisation=row,
            name_key=row.name_key,
            is_member=id(row) in belong,
            created_on=entry.known_on,
            **{name: getattr(row, name) for name in CARD_FIELDS},
        )
        for row in rows
    ]
    Card.objects.bulk_create(cards, batch_size=BATCH)
    names.index_many(entry.house_id, ORGANISATION, [_sought(row) for row in rows])
    for row in rows:
        entry.mention(ORGANISATION, row.pk)
    return cards


def _sought(row: Organisation) -> Name:
    key = search_key(row.name_key, row.siret or row.siren, row.rna)
    return Name(row.pk, row.name, row.place_name, key)


def write_people(entry: Entry, rows: Sequence[Person]) -> None:
    """Insert people (of the entry's house, with their `name_key`) and their names in its index."""
    Person.objects.bulk_create(rows, batch_size=BATCH)
    sought = [Name(row.pk, str(row), key=row.name_key) for row in rows]
    names.index_many(entry.house_id, PERSON, sought)
    for row in rows:
        entry.mention(PERSON, row.pk)


def merge_organisations(entry: Entry, values: Mapping[int, Mapping[str, Any]]) -> list[Change]:
    """Give structures of the house's directory some columns, by id; returns what changed.

    For structures whose identity is the house's to correct (`actions.may_change_identity`). Cards
    and index follow.
    """
    rows = Organisation.objects.in_bulk(list(values))
    changes = _assign(ORGANISATION, rows, values)
    if not changes:
        return []
    _update(Organisation, rows, values)
    cards = Card.objects.filter(house_id=entry.house_id, organisation_id__in=list(rows))
    touched = []
    for card in cards:
        row = rows[card.organisation_id]
        for name in CARD_FIELDS:
            setattr(card, name, getattr(row, name))
        card.name_key = row.name_key
        touched.append(card)
    Card.objects.bulk_update(touched, [*CARD_FIELDS, "name_key"], batch_size=BATCH)
    names.index_many(entry.house_id, ORGANISATION, [_sought(row) for row in rows.values()])
    for number in rows:
        entry.mention(ORGANISATION, number)
    return changes


def merge_people(entry: Entry, values: Mapping[int, Mapping[str, Any]]) -> list[Change]:
    """Give people of the house some columns, by id; returns what changed."""
    rows = Person.objects.filter(house_id=entry.house_id).in_bulk(list(values))
    changes = _assign(PERSON, rows, values)
    if changes:
        _update(Person, rows, values)
        for number in rows:
            entry.mention(PERSON, number)
    return changes


def _assign(
    kind: str, rows: Mapping[int, Model], values: Mapping[int, Mapping[str, Any]]
) -> list[Change]:
    changes: list[Change] = []
    for number, row in rows.items():
        changed: dict[str, list[Any]] = {}
        for name, value in values[number].items():
            before = getattr(row, name)
            if before != value:
                changed[name] = [before, value]
                setattr(row, name, value)
        if changed:
            changes.append((kind, number, changed))
    return changes


def _update(
    model: type[Any], rows: Mapping[int, Any], values: Mapping[int, Mapping[str, Any]]
) -> None:
    columns = sorted({name for number in rows for name in values[number]})
    model.objects.bulk_update(list(rows.values()), columns, batch_size=BATCH)
