"""Queries of much visited pages, compiled once a process and asked again with other values.

Building a queryset and its SQL costs Python several times what the database takes to answer a
question by key. A `Prepared` builds its queryset once, with marks in the places of the ids that
will change; afterwards the same statement is asked with those places filled. The queryset stays
the one source: rights (`visible_to`) and columns are written in it and nowhere else.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

_FIRST_MARK = 2**53 + 101  # no id is ever as large, and each mark stands for one name


class Prepared:
    """A queryset of `values()`, built once with whole numbers in the places that change.

    `build` takes `names` by keyword and must use them as ids, nothing else: a value that is
    computed from them, or from the day, would be kept as it was the first time.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *names: str) -> None:
        self._build = build
        self._marks = {name: _FIRST_MARK + place for place, name in enumerate(names)}

    def rows(self, **given: int | None) -> list[dict[str, Any]]:
        """The rows for these ids, as the queryset would give them; one query."""
        if self._statement is None:
            return []
        sql, params, places, columns, converters = self._statement
        asked = list(params)
        for place, name in places:
            asked[place] = given[name]
        with connection.cursor() as cursor:
            cursor.execute(sql, asked)
            found = cursor.fetchall()
        if not converters:
            return [dict(zip(columns, row, strict=True)) for row in found]
        return [dict(zip(columns, _converted(row, converters), strict=True)) for row in found]

    @cached_property
    def _statement(self) -> Any:
        query = self._build(**self._marks).query
        compiler = query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        names = {mark: name for name, mark in self._marks.items()}
        places = [
            (place, names[value])
            for place, value in enumerate(params)
            if isinstance(value, int) and value in names
        ]
        columns = (*query.extra_select, *query.values_select, *query.annotation_select)
        selected = [expression for expression, _, _ in compiler.select]
        assert len(columns) == len(selected), "a prepared query is one of values()"
        converters = [
            (place, functions, expression)
            for place, (functions, expression) in compiler.get_converters(selected).items()
        ]
        return sql, tuple(params), places, columns, converters


def _converted(row: tuple[Any, ...], converters: list[Any]) -> list[Any]:
    values = list(row)
    for place, functions, expression in converters:
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return values
