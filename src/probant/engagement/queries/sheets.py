"""Monthly sheets of time: days × actions, totals, FTE, signatures."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import timezone

from probant.accounts.models import Membership
from probant.accounts.queries import names_of
from probant.directory.models import Person
from probant.engagement.models import Absence, Contract, SheetSigned, StaffTime
from probant.engagement.queries.posts import bases_of, contracts_of, share_on
from probant.engagement.rules.days import days_of, is_worked, month_of
from probant.engagement.rules.full_time import base_on, fte
from probant.engagement.rules.sheets import State, content_of, is_over, state_of
from probant.journal.models import JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import Role

WHOLE = 10_000
PARTS = SheetSigned.Part
NOTHING_SAID = "Sans action"


@dataclass(frozen=True)
class Line:
    """One action of a sheet, or a programme without action: minutes by day, and their sum."""

    label: str
    action_id: int | None
    programme_id: int | None
    by_day: dict[datetime.date, int]

    @property
    def total(self) -> int:
        """Minutes of the month."""
        return sum(self.by_day.values())


@dataclass(frozen=True)
class Signature:
    """Who signed, at what instant, and whether what they signed still stands."""

    part: str
    by: str
    at: datetime.datetime
    minutes: int
    holds: bool


@dataclass(frozen=True)
class Sheet:
    """A person's month."""

    person: Person
    period: Period
    lines: tuple[Line, ...]
    content: str
    contract_minutes: int
    half_day_minutes: int
    fte: Fraction
    away: dict[datetime.date, set[str]]
    signatures: tuple[Signature, ...]
    state: State
    base_source: str
    base_hours: int

    @property
    def year(self) -> int:
        """The civil year."""
        return self.period.start.year

    @property
    def month(self) -> int:
        """The month, 1 to 12."""
        return self.period.start.month

    @property
    def total(self) -> int:
        """Minutes of the month, each counted once."""
        return sum(line.total for line in self.lines)

    @property
    def days(self) -> list[datetime.date]:
        """The days of the month."""
        return days_of(self.period)

    def on(self, day: datetime.date) -> int:
        """Minutes of a day, all actions."""
        return sum(line.by_day.get(day, 0) for line in self.lines)

    def signed(self, part: str) -> Signature | None:
        """The signature of a part, if it stands."""
        return next((one for one in self.signatures if one.part == part), None)


def facts_of(house_id: int, person_id: int, period: Period) -> list[StaffTime]:
    """The time of a person that stands, by day. One query."""
    facts = StaffTime.objects.now().filter(house_id=house_id, person_id=person_id).during(period)
    return list(facts.select_related("action", "programme").order_by("occurred_on", "id"))


def lines_of(facts: Iterable[StaffTime]) -> tuple[Line, ...]:
    """Facts as lines: one an action, one a programme without action."""
    kept: dict[tuple[int | None, int | None], Line] = {}
    for fact in facts:
        place = (fact.action_id, None if fact.action_id else fact.programme_id)
        if place not in kept:
            label = str(fact.action or fact.programme or NOTHING_SAID)
            kept[place] = Line(label, place[0], place[1], defaultdict(int))
        kept[place].by_day[fact.occurred_on] += fact.minutes
    return tuple(sorted(kept.values(), key=lambda line: (line.action_id is None, line.label)))


def sheet_of(person: Person, year: int, month: int) -> Sheet:
    """The sheet of a person's month. Seven queries."""
    period = month_of(year, month)
    house_id = person.house_id
    facts = facts_of(house_id, person.pk, period)
    content = content_of((one.key.hex, one.minutes) for one in facts)
    bases = bases_of(house_id)
    contracts = contracts_of(house_id, person.pk)
    away = away_of(house_id, person.pk, period)
    signatures = _signatures(house_id, person.pk, period, content)
    half = base_on(period.start, bases).half_day_minutes
    minutes = {one.part: one for one in signatures}
    state = _state(content, bool(facts), period, minutes)
    base = base_on(period.start, bases)
    return Sheet(
        person=person,
        period=period,
        lines=lines_of(facts),
        content=content,
        contract_minutes=expected(contracts, period, half, away),
        half_day_minutes=half,
        fte=fte((one.minutes, one.full_time_minutes) for one in facts),
        away=away,
        signatures=signatures,
        state=state,
        base_source=base.source,
        base_hours=base.yearly_hours,
    )


def _state(
    content: str, has_facts: bool, period: Period, signatures: dict[str, Signature]
) -> State:
    def signed(part: str) -> str | None:
        one = signatures.get(part)
        return None if one is None else (content if one.holds else "")

    return state_of(
        content,
        has_facts=has_facts,
        is_over=is_over(period.end, timezone.localdate()),
        employee=signed(PARTS.EMPLOYEE),
        manager=signed(PARTS.MANAGER),
    )


def expected(
    contracts: Iterable[Contract],
    period: Period,
    half_day_minutes: int,
    away: dict[datetime.date, set[str]],
) -> int:
    """Minutes that contracts make of a period: working days, half-days away left out."""
    held = list(contracts)
    whole = sum(
        (2 - len(away.get(day, ()))) * half_day_minutes * share_on(held, day)
        for day in days_of(period)
        if is_worked(day)
    )
    return round(whole / WHOLE)


def away_of(house_id: int, person_id: int, period: Period) -> dict[datetime.date, set[str]]:
    """The half-days away of a person, by day. One query."""
    rows = Absence.objects.filter(
        house_id=house_id, person_id=person_id, day__range=(period.start, period.end)
    )
    found: dict[datetime.date, set[str]] = defaultdict(set)
    for day, half in rows.values_list("day", "half"):
        found[day].add(half)
    return dict(found)


def _signatures(
    house_id: int, person_id: int, period: Period, content: str
) -> tuple[Signature, ...]:
    rows = list(
        SheetSigned.objects.now()
        .filter(
            house_id=house_id,
            person_id=person_id,
            year=period.start.year,
            month=period.start.month,
        )
        .order_by("seq")
    )
    entries = {
        seq: (at, actor_id)
        for seq, at, actor_id in JournalEntry.objects.filter(
            house_id=house_id, seq__in=[row.seq for row in rows]
        ).values_list("seq", "at", "actor_id")
    }
    names = names_of({actor_id for _, actor_id in entries.values()}) if entries else {}
    return tuple(
        Signature(
            row.part,
            names.get(entries[row.seq][1] or 0, "le système"),
            entries[row.seq][0],
            row.minutes,
            row.content == content,
        )
        for row in rows
    )


def is_signed(house_id: int, person_id: int, day: datetime.date) -> bool:
    """Whether the month of a day is signed by anybody: a change there says why. One query."""
    signed = SheetSigned.objects.now().filter(
        house_id=house_id, person_id=person_id, year=day.year, month=day.month
    )
    return bool(signed.exists())


def directs(person: Person) -> bool:
    """Whether a person is of the direction: her sheet is signed by the board. One query."""
    roles = Membership.objects.filter(person=person, organisation_id=person.house_id)
    return bool(roles.filter(role=Role.DIRECTION).exists())


@dataclass(frozen=True)
class MonthState:
    """A line of the list of months."""

    person: Person
    year: int
    month: int
    minutes: int
    state: State


def months_of(actor: Actor, year: int, people: list[Person]) -> list[MonthState]:
    """The months of a year that hold time or are owed by a contract. Three queries."""
    today = timezone.localdate()
    period = Period(datetime.date(year, 1, 1), min(today, datetime.date(year, 12, 31)))
    if period.start > today:
        return []
    ids = [person.pk for person in people]
    facts: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    standing = StaffTime.objects.visible_to(actor).now().during(Period.year(year))
    for person_id, day, key, minutes in standing.filter(person__in=ids).values_list(
        "person_id", "occurred_on", "key", "minutes"
    ):
        facts[person_id, day.month].append((key.hex, minutes))
    signed: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for row in SheetSigned.objects.filter(house_id=actor.house, year=year, person__in=ids).now():
        signed[row.person_id, row.month][row.part] = row.content
    owed = _owed(actor, period, ids)
    return [
        _month(person, year, month, facts, signed, today)
        for person in people
        for month in range(1, period.end.month + 1)
        if (person.pk, month) in owed or (person.pk, month) in facts
    ]


def _owed(actor: Actor, period: Period, ids: list[int]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    rows: Any = Contract.objects.visible_to(actor).filter(person__in=ids)
    for person_id, start, end in rows.values_list("person_id", "starts_on", "ends_on"):
        for month in range(1, period.end.month + 1):
            days = month_of(period.start.year, month)
            if start <= days.end and (end is None or end >= days.start):
                found.add((person_id, month))
    return found


def _month(
    person: Person,
    year: int,
    month: int,
    facts: dict[tuple[int, int], list[tuple[str, int]]],
    signed: dict[tuple[int, int], dict[str, str]],
    today: datetime.date,
) -> MonthState:
    here = facts.get((person.pk, month), [])
    parts = signed.get((person.pk, month), {})
    state = state_of(
        content_of(here),
        has_facts=bool(here),
        is_over=is_over(month_of(year, month).end, today),
        employee=parts.get(PARTS.EMPLOYEE),
        manager=parts.get(PARTS.MANAGER),
    )
    return MonthState(person, year, month, sum(minutes for _, minutes in here), state)
