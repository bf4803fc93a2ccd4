"""The way back from a record: the figures that it counts in, and the funders who read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import ExtractYear
from django.utils import timezone

from probant.directory.models import Organisation, OrganisationMerged, PlacedFact
from probant.funding.models import Party
from probant.indicators.definition import SCOPED_BY, Indicator, Scope
from probant.indicators.own import own_indicators
from probant.indicators.registry import catalogue
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Action

#: So many lists are asked for in one question: SQLite takes 500 at most.
AT_ONCE = 100


@dataclass(frozen=True)
class Counted:
    """A record's own facts in one figure of one year."""

    indicator: Indicator
    year: int
    keys: frozenset[str]


@dataclass(frozen=True)
class CountedIn:
    """What a record counts in; `house_id` and `counted` let higher rooms find who published it."""

    house_id: int
    counted: tuple[Counted, ...] = ()
    funders: tuple[Organisation, ...] = field(default=())

    @property
    def figures(self) -> list[Indicator]:
        """Each figure once, in reading order."""
        return list(dict.fromkeys(one.indicator for one in self.counted))


#: Columns by which a fact says that it comes from a record, besides the one of its name.
BESIDES = {"deliberation": ("decision__deliberation", "award__decision__deliberation")}


@dataclass(frozen=True)
class Record:
    """A record by the column that facts say it by, with those that are one with it."""

    column: str
    pks: tuple[int, ...]

    def said_by(self, fact: type[PlacedFact]) -> dict[str, Any]:
        """The condition under which a kind of fact comes from it; empty where none can."""
        columns = {one.name for one in fact._meta.concrete_fields}
        for path in (self.column, *BESIDES.get(self.column, ())):
            if path.partition("__")[0] in columns:
                return {f"{path}__in": self.pks} if len(self.pks) > 1 else {path: self.pks[0]}
        return {}


def counted_in(house_id: int, column: str, pk: int) -> CountedIn:
    """What counts because of a record, such as ("session", 12), as known today.

    A structure counts with the sheets that were merged into it. One query for the years, one by
    hundred figures and years, two for the scopes of the actions and one for their funders, whatever
    the record; one more for a structure.
    """
    every = (*catalogue(), *own_indicators(house_id).values())
    record = Record(column, (pk,))
    if column == "organisation":
        merged = OrganisationMerged.objects.filter(house_id=house_id, kept=pk).now()
        record = Record(column, (pk, *merged.values_list("merged_id", flat=True)))
    known = [one for one in every if not one.is_state and record.said_by(one.fact)]
    found = _counted(house_id, known, _years(house_id, known, record), record)
    return CountedIn(house_id, tuple(found), tuple(_funders(house_id, found, record)))


def _years(
    house_id: int, known: Iterable[Indicator], record: Record
) -> dict[tuple[type[PlacedFact], str], set[int]]:
    """The years of a record's facts, by their kind and the day that they are counted on."""
    asked = sorted({(one.fact._meta.label, one.dated) for one in known})
    kinds = {one.fact._meta.label: one.fact for one in known}
    found: dict[tuple[type[PlacedFact], str], set[int]] = defaultdict(set)
    rows = [
        kinds[label]
        .objects.filter(house_id=house_id, **record.said_by(kinds[label]))
        .now()
        .order_by()
        .values_list(_text(str(place)), ExtractYear(dated))
        .distinct()
        for place, (label, dated) in enumerate(asked)
    ]
    for place, year in _together(rows):
        label, dated = asked[int(place)]
        if year is not None:
            found[kinds[label], dated].add(year)
    return found


def _counted(
    house_id: int,
    known: Sequence[Indicator],
    years: dict[tuple[type[PlacedFact], str], set[int]],
    record: Record,
) -> list[Counted]:
    asked = [
        (one, year)
        for one in known
        for year in _asked(one, years[one.fact, one.dated], timezone.localdate().year)
    ]
    lists = [
        one.population(house_id=house_id, period=Period.year(year), cut=Cut.now())
        .filter(**record.said_by(one.fact))
        .order_by()
        .values_list(_text(str(place)), "key")
        for place, (one, year) in enumerate(asked)
    ]
    keys: dict[int, set[str]] = defaultdict(set)
    for place, key in _together(lists):
        keys[int(place)].add(key.hex)
    return [
        Counted(one, year, frozenset(keys[place]))
        for place, (one, year) in enumerate(asked)
        if place in keys
    ]


def _asked(one: Indicator, years: set[int], now: int) -> list[int]:
    """The years in which a figure may count facts of some years: what lasts, until this one."""
    if years and (one.lasting is not None or one.until):
        return list(range(min(years), max(now, *years) + 1))
    return sorted(years)


def _text(value: str) -> Any:
    return Value(value, output_field=CharField())


def _together(lists: Sequence[QuerySet[Any, Any]]) -> list[Any]:
    """The rows of many lists, in as few questions as the engines take."""
    found: list[Any] = []
    for start in range(0, len(lists), AT_ONCE):
        first, *others = lists[start : start + AT_ONCE]
        found += list(first.union(*others, all=True) if others else first)
    return found


def _funders(house_id: int, counted: Sequence[Counted], record: Record) -> QuerySet[Organisation]:
    """The funders of the actions in whose scope something of the record counts, those years."""
    scopes = _scopes(house_id) if counted else {}
    asked = [
        (action, one)
        for action, scope in scopes.items()
        for one in counted
        if one.indicator.fits(scope) and not one.indicator.of_house
    ]
    lists = [
        one.indicator.population(
            house_id=house_id, period=Period.year(one.year), cut=Cut.now(), scope=scopes[action]
        )
        .filter(**record.said_by(one.indicator.fact))
        .order_by()
        .values_list(_text(str(place)), flat=True)
        .distinct()
        for place, (action, one) in enumerate(asked)
    ]
    years: dict[int, set[int]] = defaultdict(set)
    for place in _together(lists):
        action, one = asked[int(place)]
        years[action].add(one.year)
    runs = [
        Q(convention__sheets__action=action) & _covers(year)
        for action, held in years.items()
        for year in held
    ]
    parties = Party.objects.filter(convention__house_id=house_id, role=Party.Role.FUNDER)
    wanted = parties.filter(reduce(lambda a, b: a | b, runs)) if runs else parties.none()
    return Organisation.objects.filter(pk__in=wanted.values("organisation")).order_by("name_key")


def _covers(year: int) -> Q:
    """A convention that runs for a day of the year at least, as far as its dates are said."""
    period = Period.year(year)
    begun = Q(convention__starts_on__isnull=True) | Q(convention__starts_on__lte=period.end)
    lasts = Q(convention__ends_on__isnull=True) | Q(convention__ends_on__gte=period.start)
    return begun & lasts


def _scopes(house_id: int) -> dict[int, Scope]:
    """The scopes of the actions that conventions hold, by action; three queries for them all."""
    actions = Action.objects.filter(house_id=house_id, sheets__convention__isnull=False)
    return {one.pk: Scope.of(one) for one in actions.distinct().prefetch_related(*SCOPED_BY)}
