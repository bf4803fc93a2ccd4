"""Write many structures and people at once, inside a journal entry that is already open.

The bulk paths of `directory.writing`: the same rows, cards, index and mentions, in a number of
statements that follows the number of batches. The caller has already held what it brings against
the books (`AlreadyKnown` is not looked for here; the constraints of the tables still stand).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import (
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
Values = Mapping[str, Any]  # the columns of a row to insert
Change = tuple[str, int, dict[str, list[Any]]]  # kind, id, {column: [before, after]}
#: What a card copies of its structure, with what a structure has where nothing is said.
_ON_CARD = {
    field.attname: field.get_default()
    for field in Organisation._meta.concrete_fields
    if field.attname in (*CARD_FIELDS, "name_key")
}


def write_organisations(
    entry: Entry, rows: Sequence[Values], *, members: Collection[int] = ()
) -> tuple[Sequence[int], Sequence[int]]:
    """Insert structures (complete, with their `name_key`), their cards, their names in the index.

    Returns the ids of the structures and of the cards. `members` are the places, in `rows`, of
    those of the network.
    """
    numbers = insert(Organisation, rows)
    cards = insert(
        Card,
        [
            {name: row.get(name, default) for name, default in _ON_CARD.items()}
            | {
                "house_id": entry.house_id,
                "organisation_id": number,
                "is_member": place in members,
                "created_on": entry.known_on,
            }
            for place, (number, row) in enumerate(zip(numbers, rows, strict=True))
        ],
    )
    names.add_many(entry.house_id, ORGANISATION, map(_name_of, numbers, rows))
    for number in numbers:
        entry.mention(ORGANISATION, number)
    return numbers, cards


def _name_of(number: int, row: Values) -> Name:
    legal = row.get("siret") or row.get("siren", "")
    key = search_key(row["name_key"], legal, row.get("rna", ""))
    return Name(number, row["name"], row.get("place_name", ""), key)


def _sought(row: Organisation) -> Name:
    key = search_key(row.name_key, row.siret or row.siren, row.rna)
    return Name(row.pk, row.name, row.place_name, key)


def write_people(entry: Entry, rows: Sequence[Values]) -> Sequence[int]:
    """Insert people (with their `name_key`) of the entry's house and their names in its index.

    Returns their ids.
    """
    numbers = insert(Person, [{**row, "house_id": entry.house_id} for row in rows])
    names.add_many(
        entry.house_id,
        PERSON,
        (
            Name(
                number,
                f"{row.get('given_name', '')} {row['family_name']}".strip(),
                key=row["name_key"],
            )
            for number, row in zip(numbers, rows, strict=True)
        ),
    )
    for number in numbers:
        entry.mention(PERSON, number)
    return numbers


def insert(model: type[Model], rows: Sequence[Values]) -> Sequence[int]:
    """Insert rows of a plain table by one prepared statement; returns their ids.

    A row gives columns by name (`organisation_id`); the others take the default of their field.
    Several times as fast as `bulk_create`, which makes an object of each row and builds the text
    of each statement anew. The journal of a house is locked: on SQLite nobody else writes; on
    PostgreSQL the sequence is asked.
    """
    if not rows:
        return ()
    numbers = _reserve(model, len(rows))
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    marks = ", ".join(["%s"] * (len(fields) + 1))
    lists: list[Sequence[Any]] = [numbers]
    for field in fields:
        name = field.attname
        values = [row[name] if name in row else field.get_default() for row in rows]
        lists.append(_prepared(field, values))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({quote('id')}, {columns}) "  # noqa: S608  our own names
            f"VALUES ({marks})",
            list(zip(*lists, strict=True)),
        )
    return numbers


def _prepared(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    """Values as they go to the database; those of most columns go as they are."""
    if isinstance(field, (CharField, IntegerField, BooleanField, ForeignKey)):
        return values
    known = {None: None}  # few days are different
    for one in values:
        if one not in known:
            known[one] = field.get_db_prep_save(one, connection)
    return [known[one] for one in values]


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
