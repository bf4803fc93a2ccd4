"""Find a house's things by a part of their name, and keep the index of names.

Names are sought by a stored unaccented key (`kernel.text.fold`). Three characters and more are
found anywhere in it, by trigrams; fewer only at its beginning. What matches is capped at `CAP`
rows before it is sorted, so that a common syllable costs no more than a rare one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from probant.kernel.text import fold
from probant.search.kinds import scope_of
from probant.search.models import SearchEntry

CAP = 1000
SHORTEST = 3  # characters in a trigram
LAST = "\U0010ffff"  # sorts after every key


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found: its kind and id, its name and where it is."""

    kind: str
    object_id: int
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Name:
    """A thing to index. `key` is what it is sought and sorted by, the folded label by default."""

    object_id: int
    label: str
    detail: str = ""
    key: str = ""


def index(
    house_id: int, kind: str, object_id: int, label: str, *, detail: str = "", key: str = ""
) -> None:
    """Put a thing in its house's index, or change how it is found. One statement."""
    index_many(house_id, kind, [Name(object_id, label, detail, key)])


def index_many(house_id: int, kind: str, names: Iterable[Name]) -> None:
    """Put many things of one kind in a house's index."""
    scope = scope_of(house_id, kind)
    SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                house_id=house_id,
                kind=kind,
                object_id=name.object_id,
                scope=scope,
                key=(name.key or fold(name.label))[:320],
                label=name.label[:200],
                detail=name.detail[:200],
            )
            for name in names
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["house_id", "kind", "object_id"],
        update_fields=["key", "label", "detail"],
    )


def add_many(house_id: int, kind: str, names: Iterable[Name]) -> None:
    """Put things of one kind in a house's index that were never in it: the path of imports.

    One prepared statement for all rows; a thing that is there already is an `IntegrityError`.
    """
    scope = scope_of(house_id, kind)
    columns = "house_id, kind, object_id, scope, key, label, detail"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_searchentry ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    house_id,
                    kind,
                    name.object_id,
                    scope,
                    (name.key or fold(name.label))[:320],
                    name.label[:200],
                    name.detail[:200],
                )
                for name in names
            ],
        )


def remove_many(house_id: int, kind: str, object_ids: Sequence[int]) -> None:
    """Take things of one kind out of their house's index."""
    SearchEntry.objects.filter(house_id=house_id, kind=kind, object_id__in=object_ids).delete()


def remove(house_id: int, kind: str, object_id: int) -> None:
    """Take a thing out of its house's index."""
    SearchEntry.objects.filter(house_id=house_id, kind=kind, object_id=object_id).delete()


def find(house_id: int, text: str, *, kinds: Sequence[str], limit: int = 20) -> list[Found]:
    """The first things, by name, of these kinds whose name has all the words of `text`.

    Empty where `text` holds no letter or digit. One query.
    """
    words = fold(text).split()
    if not words or not kinds:
        return []
    scopes = [scope_of(house_id, kind) for kind in kinds]
    rows = _matching(scopes, words, "e.kind, e.object_id, e.label, e.detail", "e.key, e.id", limit)
    return [Found(*row) for row in rows]


def find_ids(house_id: int, text: str, *, kind: str, limit: int = CAP) -> list[int]:
    """Ids of one kind of things whose name has all the words of `text`, by name. One query."""
    words = fold(text).split()
    if not words:
        return []
    scopes = [scope_of(house_id, kind)]
    return [row[0] for row in _matching(scopes, words, "e.object_id", "e.key, e.id", limit)]


def find_like(house_id: int, words: Sequence[str], *, kind: str, limit: int = 200) -> list[int]:
    """Ids of one kind of things whose name has any of these words; in no order. One query."""
    usable = [word for word in map(fold, words) if len(word) >= SHORTEST]
    if not usable:
        return []
    scope = scope_of(house_id, kind)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT e.object_id FROM search_fts f JOIN search_searchentry e ON e.id = f.rowid "
                "WHERE search_fts MATCH %s LIMIT %s",
                [_expression([scope], usable, "OR"), limit],
            )
        else:
            either = " OR ".join(["key LIKE %s"] * len(usable))
            cursor.execute(
                "SELECT object_id FROM search_searchentry "
                f"WHERE scope = %s AND ({either}) LIMIT %s",
                [scope, *(f"%{word}%" for word in usable), limit],
            )
        return [row[0] for row in cursor.fetchall()]


def _matching(
    scopes: Sequence[str], words: Sequence[str], columns: str, order: str, limit: int
) -> list[tuple[Any, ...]]:
    """Rows of the index whose key has all the words: capped, then sorted."""
    if all(len(word) < SHORTEST for word in words):
        inner, given = _prefix(scopes, " ".join(words))
    elif connection.vendor == "sqlite":
        inner, given = _trigrams(scopes, words)
    else:
        every = " AND ".join(["key LIKE %s"] * len(words))
        inner = f"SELECT * FROM search_searchentry WHERE scope = ANY(%s) AND {every} LIMIT {CAP}"
        given = [list(scopes), *(f"%{word}%" for word in words)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM ({inner}) e ORDER BY {order} LIMIT %s", [*given, limit]
        )
        return cursor.fetchall()


def _prefix(scopes: Sequence[str], start: str) -> tuple[str, list[Any]]:
    """Keys that begin with `start`, in the order of the index on (scope, key)."""
    parts, given = [], []
    sqlite = connection.vendor == "sqlite"
    for scope in scopes:
        test = "key >= %s AND key < %s" if sqlite else "key LIKE %s"
        parts.append(
            f"SELECT * FROM (SELECT * FROM search_searchentry WHERE scope = %s AND {test} "
            f"ORDER BY key LIMIT {CAP}) p"
        )
        given += [scope, start, start + LAST] if sqlite else [scope, f"{start}%"]
    return " UNION ALL ".join(parts), given


def _trigrams(scopes: Sequence[str], words: Sequence[str]) -> tuple[str, list[Any]]:
    """SQLite: the full-text table; words too short for it are held against the key itself."""
    long = [word for word in words if len(word) >= SHORTEST]
    short = [word for word in words if len(word) < SHORTEST]
    also = "".join(" AND instr(e.key, %s) > 0" for _ in short)
    inner = (
        "SELECT e.* FROM search_fts f JOIN search_searchentry e ON e.id = f.rowid "
        f"WHERE search_fts MATCH %s{also} LIMIT {CAP}"
    )
    return inner, [_expression(scopes, long, "AND"), *short]


def _expression(scopes: Sequence[str], words: Sequence[str], operator: str) -> str:
    """An FTS5 expression; folded words hold no quote, scopes are ours."""
    where = " OR ".join(f'"{scope}"' for scope in scopes)
    what = f" {operator} ".join(f'"{word}"' for word in words)
    return f"scope : ({where}) AND key : ({what})"
