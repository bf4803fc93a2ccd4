"""Queries of much visited pages, compiled once a process and asked again with other values.

Building a queryset and its SQL costs Python several times what the database takes to answer a
question by key. A `Prepared` builds its queryset once, with marks in the places of the ids and days
that will change; afterwards the same statement is asked with those places filled. The queryset
stays the one source: rights (`visible_to`) and columns are written in it and nowhere else.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.roles import Role

_FIRST_MARK = 2**53 + 101  # no id is ever as large, and each mark stands for one name
_FIRST_DAY = datetime.date(9998, 1, 1)  # nor is any day as late
NOBODY = 0  # an id that no row has: fills the places left of a list

M = TypeVar("M", bound=Model)
Given = int | datetime.date | Sequence[int] | None


@dataclass(frozen=True)
class _Statement:
    """The SQL of a queryset: `places` says which parameter takes which name's value."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str, int], ...]  # place, name, rank within a list
    compiler: Any
    converters: tuple[tuple[int, Any, Any], ...]


class _Asked:
    """A queryset compiled once; `build` takes `names`, `days` and `lists` by keyword.

    It must use them as ids and as days, nothing else: a value that is computed from them would be
    kept as it was the first time, and a mark held against a number that is no key is too large for
    its column, so that nothing is found. `lists` gives the greatest length of each list of ids.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        *names: str,
        days: Sequence[str] = (),
        lists: Mapping[str, int] | None = None,
    ) -> None:
        self._build = build
        self._names, self._days, self._lists = names, tuple(days), dict(lists or {})

    @cached_property
    def _statement(self) -> _Statement | None:
        given, marks = self._marks()
        query = self._build(**given).query
        compiler = query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        places = [
            (place, *marks[value]) for place, value in enumerate(params) if _marked(value, marks)
        ]
        converters = compiler.get_converters([expression for expression, _, _ in compiler.select])
        return _Statement(
            sql,
            tuple(params),
            tuple(places),
            compiler,
            tuple((place, found, expression) for place, (found, expression) in converters.items()),
        )

    def _marks(self) -> tuple[dict[str, Any], dict[Any, tuple[str, int]]]:
        """What the queryset is built with, and the name that each mark stands for."""
        numbers = iter(range(_FIRST_MARK, _FIRST_MARK + 10_000))
        given: dict[str, Any] = {name: next(numbers) for name in self._names}
        marks: dict[Any, tuple[str, int]] = {mark: (name, 0) for name, mark in given.items()}
        for rank, name in enumerate(self._days):
            day = _FIRST_DAY + datetime.timedelta(days=rank)
            given[name] = day
            marks[_as_sent(day)] = (name, 0)
        for name, length in self._lists.items():
            given[name] = [next(numbers) for _ in range(length)]
            marks |= {mark: (name, rank) for rank, mark in enumerate(given[name])}
        return given, marks

    def _fetch(self, given: Mapping[str, Given]) -> list[Any]:
        statement = self._statement
        if statement is None:
            return []
        asked = list(statement.params)
        for place, name, rank in statement.places:
            asked[place] = self._value(given[name], name, rank)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, asked)
            found: list[Any] = cursor.fetchall()
        if not statement.converters:
            return found
        return [_converted(row, statement.converters) for row in found]

    def _value(self, value: Given, name: str, rank: int) -> Any:
        if isinstance(value, datetime.date):
            return _as_sent(value)
        if name in self._lists:
            assert isinstance(value, Sequence) and len(value) <= self._lists[name]
            return value[rank] if rank < len(value) else NOBODY
        return value


class Prepared(_Asked):
    """A queryset of `values()`: rows by column name."""

    def rows(self, **given: Given) -> list[dict[str, Any]]:
        """The rows for these ids and days, as the queryset would give them; one query."""
        found = self._fetch(given)
        columns = self._columns
        return [dict(zip(columns, row, strict=True)) for row in found]

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        if self._statement is None:
            return ()
        compiler = self._statement.compiler
        query = compiler.query
        columns = (*query.extra_select, *query.values_select, *query.annotation_select)
        assert len(columns) == len(compiler.select), "a prepared query is one of values()"
        return columns


class PreparedModels(_Asked, Generic[M]):
    """A queryset of a model's rows, with those that `select_related` brings along."""

    def all(self, **given: Given) -> list[M]:
        """The objects for these ids and days, as the queryset would give them; one query."""
        found = self._fetch(given)
        return [self._object(row) for row in found]

    def _object(self, row: Sequence[Any]) -> M:
        model, start, end, names, related, annotated = self._shape
        made: M = model.from_db(connection.alias, names, row[start:end])
        for populator in related:
            populator.populate(row, made)
        for name, place in annotated:
            setattr(made, name, row[place])
        return made

    @cached_property
    def _shape(self) -> Any:
        """How a row becomes an object: what `QuerySet` works out each time that it is read."""
        assert self._statement is not None
        compiler = self._statement.compiler
        info = compiler.klass_info
        places = info["select_fields"]
        start, end = places[0], places[-1] + 1
        return (
            info["model"],
            start,
            end,
            [column[0].target.attname for column in compiler.select[start:end]],
            # the types describe a later Django, which asks one thing more
            get_related_populators(info, compiler.select, connection.alias),  # type: ignore[call-arg]
            tuple(compiler.annotation_col_map.items()),
        )


class Seen:
    """A prepared query whose rows depend on who asks, somebody of a house.

    `build` takes an actor and `names`; one statement is compiled for each set of roles and for each
    day, because what a volunteer sees depends on the day.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *names: str) -> None:
        @lru_cache(maxsize=32)
        def compiled(roles: frozenset[Role], is_somebody: bool, _: datetime.date) -> _Asked:
            def of(user: int, house: int, person: int, **ids: int) -> QuerySet[Any, Any]:
                actor = Actor(user, house, house, roles, person if is_somebody else None)
                return build(actor, **ids)

            return self.kind(of, "user", "house", "person", *names)

        self._compiled = compiled

    kind: type[_Asked] = Prepared

    def _for(self, actor: Actor, ids: Mapping[str, Given]) -> tuple[Any, dict[str, Given]]:
        asked = self._compiled(actor.roles, actor.person_id is not None, timezone.localdate())
        who = {"user": actor.user_id, "house": actor.house_id, "person": actor.person_id}
        return asked, {**who, **ids}

    def rows(self, actor: Actor, **ids: Given) -> list[dict[str, Any]]:
        """The rows that the actor sees; one query."""
        asked, given = self._for(actor, ids)
        found: list[dict[str, Any]] = asked.rows(**given)
        return found


class SeenModels(Seen, Generic[M]):
    """The same, for the objects of a model."""

    kind = PreparedModels

    def all(self, actor: Actor, **ids: Given) -> list[M]:
        """The objects that the actor sees; one query."""
        asked, given = self._for(actor, ids)
        found: list[M] = asked.all(**given)
        return found


def _as_sent(day: datetime.date) -> Any:
    """A day as the engine's parameters carry it."""
    return connection.ops.adapt_datefield_value(day)


def _marked(value: Any, marks: Mapping[Any, Any]) -> bool:
    return isinstance(value, int | str | datetime.date) and value in marks


def _converted(row: tuple[Any, ...], converters: Sequence[tuple[int, Any, Any]]) -> list[Any]:
    values = list(row)
    for place, functions, expression in converters:
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return values
