"""Pages by key: the next page starts after the last row seen, however far one has gone.

No total is counted: a list says "plus de 100" when there is more than a page.
"""

from __future__ import annotations

import base64
import binascii
import json
import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from probant.ui.tables.sorting import AFTER, BEFORE, Sort

SIZE = 100
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class KeysetPage:
    """Rows of one page; `next` and `previous` are tokens for the address, "" where none."""

    rows: list[dict[str, Any]]
    next: str = ""
    previous: str = ""
    size: int = SIZE

    @property
    def is_whole(self) -> bool:
        """Whether the page is the whole list, so that its length is the total."""
        return not self.next and not self.previous


def keyset_page(
    rows: QuerySet[Any, Any],
    sort: Sort,
    query: Mapping[str, str],
    *,
    size: int = SIZE,
    plain: QuerySet[Any, Any] | None = None,
) -> KeysetPage:
    """Return one page of `rows`, a `values()` queryset holding `id` and the sort field.

    One query. The sort field must not be null in the database. An unreadable token starts again
    from the first page. `plain`: the same rows with nothing joined to them, which has the sort
    field too; the page is then found among them, and only its own rows are joined.
    """
    after, before = _read(query.get(AFTER, "")), _read(query.get(BEFORE, ""))
    backward = before is not None and after is None
    mark = before if backward else after
    way = Sort(sort.key, sort.field, sort.descending != backward)
    sorted_in = rows if plain is None else plain
    if mark is not None:
        try:
            sorted_in = sorted_in.filter(_beyond(way, mark))
        except (TypeError, ValueError, ValidationError):  # a forged mark, of another kind of value
            mark = None
    if plain is None:
        found = list(sorted_in.order_by(*way.order_by)[: size + 1])
    else:
        keys = sorted_in.order_by(*way.order_by).values("pk")[: size + 1]
        found = list(rows.filter(pk__in=keys).order_by(*way.order_by))
    return _page(found, sort, size, backward=backward, marked=mark is not None)


def first_page(rows: list[dict[str, Any]], sort: Sort, *, size: int = SIZE) -> KeysetPage:
    """The first page, of rows read already in the order of the sort: `size` and one more."""
    return _page(rows, sort, size, backward=False, marked=False)


def held_page(
    rows: Iterable[dict[str, Any]], sort: Sort, query: Mapping[str, str], *, size: int = SIZE
) -> KeysetPage:
    """One page of rows that are held already, where an engine cannot order them; no query.

    Rows and tokens are those of `keyset_page`.
    """
    after, before = _read(query.get(AFTER, "")), _read(query.get(BEFORE, ""))
    backward = before is not None and after is None
    mark = before if backward else after
    way = Sort(sort.key, sort.field, sort.descending != backward)

    def place(row: dict[str, Any]) -> tuple[Any, Any]:
        return _kept(row[way.field]), row["id"]

    found = sorted(rows, key=place, reverse=way.descending)
    if mark is not None:
        limit = (mark[0], mark[1])
        try:
            beyond = operator.lt if way.descending else operator.gt
            found = [row for row in found if beyond(place(row), limit)]
        except TypeError:  # a forged mark, of another kind of value
            mark = None
    return _page(found[: size + 1], sort, size, backward=backward, marked=mark is not None)


def _page(
    found: list[dict[str, Any]], sort: Sort, size: int, *, backward: bool, marked: bool
) -> KeysetPage:
    more = len(found) > size
    del found[size:]
    if backward:
        found.reverse()
    if not found:
        return KeysetPage([], size=size)
    has_next = backward or more
    has_previous = more if backward else marked
    return KeysetPage(
        found,
        next=_write(found[-1], sort) if has_next else "",
        previous=_write(found[0], sort) if has_previous else "",
        size=size,
    )


def _beyond(way: Sort, mark: list[Any]) -> Q:
    """Rows after the mark; the leading `>=` lets an index on the field be used."""
    side = "lt" if way.descending else "gt"
    value, pk = mark
    if way.field == "id":
        return Q(**{f"id__{side}": pk})
    return Q(**{f"{way.field}__{side}e": value}) & (
        Q(**{f"{way.field}__{side}": value}) | Q(**{f"id__{side}": pk})
    )


def _write(row: Mapping[str, Any], sort: Sort) -> str:
    text = json.dumps(
        [_kept(row[sort.field]), row["id"]], ensure_ascii=False, separators=(",", ":"), default=str
    )
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _kept(value: Any) -> Any:
    """A value as a token holds it: days are written so that they keep their order."""
    return value.isoformat() if isinstance(value, date) else value


def _read(token: str) -> list[Any] | None:
    try:
        found = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    usable = isinstance(found, list) and len(found) == 2 and isinstance(found[1], int | str)
    return found if usable and all(map(_is_sound, found)) else None


def _is_sound(value: Any) -> bool:
    """Whether both engines can compare a column with it; a token may have been forged."""
    if isinstance(value, str):  # neither a zero byte nor half a character
        return _UNSTORABLE.search(value) is None
    return isinstance(value, int | float) and -(2**63) <= value < 2**63
