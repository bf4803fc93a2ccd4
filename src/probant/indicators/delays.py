"""Delays: the days that lie between a fact and the one that it is counted from.

Both stand at the same cut: a diagnosis as known in March is counted from the opening as it was
known in March. A fact without the one that it is counted from has no delay and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, Subquery

from probant.directory.models import PlacedFact
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period

#: What `measured_from` adds to each fact: the day counted from, and the days since.
STARTED_ON, DELAY = "started_on", "delay_days"


class DaysBetween(Func):
    """Whole days from the second civil day to the first, on both engines."""

    arity = 2
    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.as_sql(
            compiler,
            connection,
            template="CAST(julianday(%(expressions)s) AS INTEGER)",
            arg_joiner=") - julianday(",
            **more,
        )
        return sql, tuple(params)


@dataclass(frozen=True)
class Delay:
    """Days since an earlier fact of the same case (or of the same `by`).

    `start` and `where` say which fact it is counted from, as an indicator says which it counts; the
    latest one that is not after it. `start_by`: the column of that fact, where it is not named as
    `by` is (a payment is counted from the award that it pays). `previous`: any other stage of the
    case before this one. `keep`: every fact, or only the first of a case ever, or the last of a
    case in the period.
    """

    start: type[PlacedFact]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: str = "case"
    start_by: str = ""
    keep: Literal["every", "first", "last"] = "every"
    previous: bool = False

    def measured_from(self, facts: FactQuerySet, *, cut: Cut | None) -> FactQuerySet:
        """The facts that have a delay, each with the day it is counted from and its days."""
        starts = self._starts(cut)
        started = Subquery(starts.order_by("-occurred_on").values("occurred_on")[:1])
        found: FactQuerySet = facts.annotate(
            **{STARTED_ON: started, DELAY: DaysBetween(F("occurred_on"), started)}
        ).filter(Exists(starts))
        return found

    def _starts(self, cut: Cut | None) -> Any:
        # by the case alone, whose house is its own: asked for the house too, SQLite would read all
        # the facts of the house for each record
        starts = self.start.objects.filter(**{self.start_by or self.by: OuterRef(self.by)})
        for column, accepted in self.where.items():
            starts = starts.filter(**{f"{column}__in": accepted})
        # the bound first and by itself: an index of case and day is read from there backwards
        starts = starts.filter(occurred_on__lte=OuterRef("occurred_on"))
        if self.previous:
            starts = starts.filter(Q(occurred_on__lt=OuterRef("occurred_on")) | _stage_before())
        return (starts if cut is None else starts.cut(cut)).order_by()

    def kept_of(self, facts: FactQuerySet, standing: FactQuerySet, period: Period) -> FactQuerySet:
        """One fact a case where that is asked; `standing` are those of the kind, in any house."""
        if self.keep == "every":
            return facts
        others = standing.filter(**{self.by: OuterRef(self.by)})
        if self.keep == "first":
            others = others.filter(_beside("lt"))
        else:
            others = others.filter(_beside("gt"), occurred_on__lte=period.end)
        found: FactQuerySet = facts.filter(~Exists(others))
        return found


def _stage_before() -> Q:
    return Q(phase__position__lt=OuterRef("phase__position"))


def _beside(side: str) -> Q:
    """Before (lt) or after (gt) the fact, by day, then in the order of writing."""
    return Q(**{f"occurred_on__{side}": OuterRef("occurred_on")}) | Q(
        **{"occurred_on": OuterRef("occurred_on"), f"id__{side}": OuterRef("id")}
    )
