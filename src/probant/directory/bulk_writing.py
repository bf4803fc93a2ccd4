"""Write many structures and people at once, inside a journal entry that is already open.

The bulk paths of `directory.writing`: the same rows, cards, index and mentions, in a number of
statements that follows the number of batches. The caller has already held what it brings against
the books (`AlreadyKnown` is not looked for here; the constraints of the tables still stand).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    ForeignKey,
    IntegerField,
    Model,
)

from probant.directory.models import Card, Organisation, Person
from probant.directory.writing import CARD_FIELDS, ORGANISATION, PERSON, search_key
from probant.journal.door import Entry
from probant.search import index as names
from probant.search.index import Name

BATCH = 500
AnyModel = TypeVar("AnyModel", bound=Model)
Change = tuple[str, int, dict[str, list[Any]]]  # kind, id, {column: [before, after]}


def write_organisations(
    entry: Entry, rows: Sequence[Organisation], *, members: Collection[int] = ()
) -> tuple[Sequence[int], Sequence[int]]:
    """Insert structures (complete, with their `name_key`), their cards, their names in the index.

    Returns the ids of the structures, which the rows bear afterwards, and of the cards. `members`
    are the places, in `rows`, of those of the network.
    """
    numbers = insert(Organisation, rows)
    cards = insert(
        Card,
        [
            Card(
                house_id=entry.house_id,
                organisation_id=row.pk,
                name_key=row.name_key,
                is_member=place in members,
                created_on=entry.known_on,
                **{name: getattr(row, name) for name in CARD_FIELDS},
            )
            for place, row in enumerate(rows)
        ],
    )
    names.add_many(entry.house_id, ORGANISATION, map(_sought, rows))
    for number in numbers:
        entry.mention(ORGANISATION, number)
    return numbers, cards


def _sought(row: Organisation) -> Name:
    key = search_key(row.name_key, row.siret or row.siren, row.rna)
    return Name(row.pk, row.name, row.place_name, key)


def write_people(entry: Entry, rows: Sequence[Person]) -> Sequence[int]:
    """Insert people (of the entry's house, with their `name_key`) and their names in its index.

    Returns their ids, which the rows bear afterwards.
    """
    numbers = insert(Person, rows)
    names.add_many(
        entry.house_id, PERSON, (Name(row.pk, str(row), key=row.name_key) for row in rows)
    )
    for number in numbers:
        entry.mention(PERSON, number)
    return numbers


def insert(model: type[AnyModel], rows: Sequence[AnyModel]) -> Sequence[int]:
    """Insert rows of a plain table by one prepared statement, and give them their ids.

    Several times as fast as `bulk_create`, which builds the text of each statement anew. The
    journal of a house is locked: on SQLite nobody else writes; on PostgreSQL the sequence is asked.
    """
    if not rows:
        return ()
    numbers = _reserve(model, len(rows))
    fields = model._meta.concrete_fields
    for row, number in zip(rows, numbers, strict=True):
        row.pk = number
        row._state.adding = False
    columns = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    read = [(field.attname, _prepared(field)) for field in fields]
    values = [
        [
            getattr(row, name) if prepare is None else prepare(getattr(row, name), connection)
            for name, prepare in read
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})",  # noqa: S608
            values,
        )
    return numbers


def _prepared(field: Any) -> Any:
    """How a value goes to the database; None where it goes as it is."""
    plain = (CharField, IntegerField, BooleanField, ForeignKey, AutoField)
    return None if isinstance(field, plain) else field.get_db_prep_save


def _reserve(model: type[Model], count: int) -> Sequence[int]:
    """Ids that nobody else will take."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            last = found[0] if found else 0
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


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
