"""Measures: what is counted of the facts of an indicator, as one expression in the database."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, BigIntegerField, F, Func, TextField, Value
from django.db.models import Count as DbCount
from django.db.models import Sum as DbSum
from django.db.models.functions import Cast, Coalesce

from probant.indicators.delays import DELAY, Delay
from probant.journal.facts import Fact, FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period


@dataclass(frozen=True)
class Count:
    """The number of facts."""

    def expression(self) -> Aggregate:
        return DbCount("*")


@dataclass(frozen=True)
class Distinct:
    """The number of different values of a column; facts without a value do not count."""

    column: str

    def expression(self) -> Aggregate:
        return DbCount(self.column, distinct=True)


@dataclass(frozen=True)
class Sum:
    """The sum of a whole-number column; 0 over no fact."""

    column: str

    def expression(self) -> Coalesce:
        return Coalesce(DbSum(self.column), 0)


@dataclass(frozen=True)
class Hours:
    """The sum of a column of minutes, in hundredths of an hour; 0 over no fact."""

    column: str = "minutes"

    def expression(self) -> Any:
        return Coalesce(DbSum(self.column), 0) * 100 / 60


#: Parts of a full-time year that a duration is counted in before it is rounded, for hundredths.
YEAR_PARTS = 10**9


@dataclass(frozen=True)
class Posts:
    """Minutes over the minutes of a full-time year of that day, in hundredths; 0 over no fact.

    Each fact has its own base, which may change: a share of a year is counted of each, in
    `YEAR_PARTS`, and the sum alone is rounded, to the nearest hundredth.
    """

    column: str = "minutes"
    base: str = "full_time_minutes"

    def expression(self) -> Any:
        whole = Cast(F(self.column), BigIntegerField()) * YEAR_PARTS / F(self.base)
        added = Cast(Coalesce(DbSum(whole), 0), BigIntegerField())
        return (added + YEAR_PARTS // 200) / (YEAR_PARTS // 100)


@dataclass(frozen=True)
class Median:
    """The middle value of a whole-number column, or of a delay, in days; nothing over no fact.

    Facts without the value, or without the fact that the delay is counted from, are left out of the
    population: the records are those that have one. `over`: what each value is one of, in the
    singular, for the pages that say « sur 16 dossiers ».
    """

    of: str | Delay
    over: str = "dossier"

    @property
    def column(self) -> str:
        """The column of the population that it is taken from."""
        return DELAY if isinstance(self.of, Delay) else self.of

    @property
    def scale(self) -> int:
        """How many of the value's unit are one of the column's: days are said in hundredths."""
        return 100 if isinstance(self.of, Delay) else 1


@dataclass(frozen=True)
class AsOf:
    """The sum of what facts still weigh on the last day of a period: a state, derived by a rule.

    `read(house_id, day, cut)` gives a whole number by fact, of those that weigh anything; the list
    shows it as `column`. The rule stands below, where pages ask it the same: nothing is said twice.
    `moved_by`: the kinds of facts that move it besides its own, which say themselves (`told`).
    """

    column: str
    read: Callable[[int, datetime.date, Cut], Mapping[int, int]]
    moved_by: tuple[type[Fact], ...] = ()

    def expression(self) -> Coalesce:
        return Coalesce(DbSum(self.column), 0)

    def weighed(
        self, facts: FactQuerySet, house_id: int, period: Period, cut: Cut | None
    ) -> FactQuerySet:
        """The facts that weigh something at the end of a period, each with what it weighs.

        What has moved (no cut) is every fact of its kind until that day.
        """
        until: FactQuerySet = facts.filter(occurred_on__lte=period.end)
        if cut is None:
            return until.annotate(**{self.column: Value(None, output_field=BigIntegerField())})
        found = self.read(house_id, period.end, cut)
        if not found:
            return until.none().annotate(**{self.column: Value(0, output_field=BigIntegerField())})
        weighed = until.filter(pk__in=found)
        return weighed.annotate(**{self.column: Weight(F("pk"), found)})


class Weight(Func):
    """What a mapping says of a row, by its id: the mapping goes along as one parameter."""

    output_field = BigIntegerField()

    def __init__(self, key: Any, weights: Mapping[int, int]) -> None:
        said = json.dumps({str(pk): weight for pk, weight in sorted(weights.items())})
        super().__init__(Value(said), Cast(key, TextField()))

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        template = "json_extract(%(expressions)s || '\"')"
        sql, params = self.as_sql(
            compiler, connection, template=template, arg_joiner=", '$.\"' || ", **more
        )
        return sql, tuple(params)

    def as_postgresql(
        self, compiler: Any, connection: Any, **more: Any
    ) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.as_sql(
            compiler,
            connection,
            template="(%(expressions)s)::bigint",
            arg_joiner="::jsonb ->> ",
            **more,
        )
        return sql, tuple(params)


Measure = Count | Distinct | Sum | Hours | Posts | Median | AsOf
