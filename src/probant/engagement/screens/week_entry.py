"""A week as it is typed: rows of what is noted and proposed, empty ones, half-days away."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from probant.engagement.actions import Spent
from probant.engagement.models import Half, StaffTime
from probant.engagement.queries.weeks import PersonWeek
from probant.engagement.rules.days import is_worked
from probant.engagement.rules.durations import write_minutes
from probant.engagement.rules.week import read_time, spread
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.programmes.models import Action, Programme

BLANKS = 3
WEEK = "semaine"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass
class Row:
    """One row: its name in the form, day, what was typed, what for, why; an error beside it."""

    name: str
    day: datetime.date | None
    time: str = ""
    what: str = ""
    reason: str = ""
    href: str = ""
    keep: bool = True
    is_proposed: bool = False
    is_guess: bool = False
    error: str = ""
    typed_day: str = ""
    source: Any = None

    @property
    def label(self) -> str:
        """The day of the row, in words."""
        return say_day(self.day) if self.day else ""


@dataclass(frozen=True)
class Choice:
    """What time may be for: an action, or a programme without action."""

    value: str
    label: str
    action: Action | None = None
    programme: Programme | None = None


@dataclass
class Entry:
    """The whole week as typed."""

    rows: list[Row] = field(default_factory=list)
    away: set[tuple[datetime.date, str]] = field(default_factory=set)
    reason: str = ""

    @property
    def errors(self) -> list[Row]:
        """Rows that cannot be read."""
        return [row for row in self.rows if row.error]


def say_day(day: datetime.date) -> str:
    """A day of the week in words: mardi 14."""
    return f"{DAYS[day.weekday()]} {day.day}"


def choices_of(actor: Actor) -> list[Choice]:
    """Actions, then programmes, of the actor's house. Two queries."""
    actions = Action.objects.visible_to(actor).order_by("name")
    programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
    return [
        *(Choice(f"a{one.pk}", one.name, action=one) for one in actions),
        *(Choice(f"p{one.pk}", one.name, programme=one) for one in programmes),
    ]


def what_of(action_id: int | None, programme_id: int | None) -> str:
    """The value of a choice."""
    if action_id:
        return f"a{action_id}"
    return f"p{programme_id}" if programme_id else ""


def shown(week: PersonWeek) -> Entry:
    """The week as it stands: proposals ticked, what is noted, empty rows."""
    entry = Entry(away={(day, half) for day, halves in week.away.items() for half in halves})
    for fact in week.facts:
        entry.rows.append(
            Row(
                f"f{fact.pk}",
                fact.occurred_on,
                write_minutes(fact.minutes),
                what_of(fact.action_id, fact.programme_id),
                reason=str(fact.get_origin_display()),
                source=fact,
            )
        )
    for one in week.proposed:
        entry.rows.append(
            Row(
                f"t{one.code}",
                one.on,
                write_minutes(one.minutes),
                what_of(one.action_id, one.programme_id),
                reason=one.reason,
                href=one.href,
                is_proposed=True,
                is_guess=one.is_guess,
                source=one,
            )
        )
    entry.rows.sort(key=lambda row: (row.day or datetime.date.max, row.is_proposed))
    entry.rows += [Row(f"n{number}", None) for number in range(BLANKS)]
    return entry


def typed(week: PersonWeek, given: Mapping[str, Any]) -> Entry:
    """The week as somebody typed it over what stands."""
    entry = shown(week)
    entry.reason = str(given.get("motif", ""))
    halves = given.getlist("absent") if hasattr(given, "getlist") else []
    allowed = {f"{day.isoformat()}.{half}": (day, half) for day in week.days for half in Half}
    entry.away = {(allowed[one][0], str(allowed[one][1])) for one in halves if one in allowed}
    for row in entry.rows:
        row.time = str(given.get(f"{row.name}-duree", "")).strip()
        row.what = str(given.get(f"{row.name}-pour", ""))
        if row.is_proposed:
            row.keep = f"{row.name}-garder" in given
        if row.source is None:
            row.typed_day = str(given.get(f"{row.name}-jour", ""))
    return entry


def read(
    week: PersonWeek, entry: Entry, choices: list[Choice]
) -> tuple[list[Spent], list[StaffTime]]:
    """What to record and what to drop; rows that cannot be read say so beside them."""
    known = {one.value: one for one in choices}
    times: list[Spent] = []
    dropped: list[StaffTime] = []
    for row in entry.rows:
        if row.is_proposed and not row.keep:
            continue
        if not row.time:
            _untimed(row, dropped)
            continue
        try:
            minutes = read_time(
                row.time, half_day_minutes=week.half_day_minutes, week_minutes=week.week_minutes
            )
        except ValueError as error:
            row.error = str(error)
            continue
        choice = known.get(row.what, Choice("", ""))
        if not choice.value:
            row.error = "Dites pour quelle action : une heure appartient à une seule."
            continue
        _read_row(week, entry, row, minutes, choice, times)
    return times, dropped


def _untimed(row: Row, dropped: list[StaffTime]) -> None:
    if isinstance(row.source, StaffTime):
        dropped.append(row.source)
    elif row.is_proposed:
        row.error = "Écrivez la durée, ou décochez ce temps."
    elif row.what or row.typed_day:
        row.error = "Écrivez la durée." if row.what else ""


def _read_row(
    week: PersonWeek, entry: Entry, row: Row, minutes: int, choice: Choice, times: list[Spent]
) -> None:
    if isinstance(row.source, StaffTime):
        fact = row.source
        programme = None if choice.action and fact.action_id != choice.action.pk else fact.programme
        if choice.action is None:
            programme = choice.programme
        if minutes == fact.minutes and row.what == what_of(fact.action_id, fact.programme_id):
            return
        times.append(
            Spent(
                fact.occurred_on,
                minutes,
                choice.action,
                programme,
                fact.origin,
                fact.origin_id,
                replaces=fact,
            )
        )
    elif row.is_proposed:
        one = row.source
        programme = choice.programme
        if choice.action is not None and choice.action.pk == one.action_id:
            programme = week_programme(one.programme_id, week)
        times.append(Spent(one.on, minutes, choice.action, programme, one.origin, one.number))
    elif row.typed_day == WEEK:
        days = [
            day
            for day in week.days
            if is_worked(day) and len({half for on, half in entry.away if on == day}) < len(Half)
        ]
        if not days:
            row.error = "Aucun jour de cette semaine n’est travaillé."
            return
        for day, part in zip(days, spread(minutes, len(days)), strict=True):
            if part:
                times.append(Spent(day, part, choice.action, choice.programme))
    else:
        found = {day.isoformat(): day for day in week.days}.get(row.typed_day)
        if found is None:
            row.error = "Choisissez le jour, ou toute la semaine."
            return
        times.append(Spent(found, minutes, choice.action, choice.programme))


def week_programme(programme_id: int | None, week: PersonWeek) -> Programme | None:
    """The programme that a trace tells, beside its action. One query at most."""
    if programme_id is None:
        return None
    return Programme.objects.filter(pk=programme_id, house_id=week.person.house_id).first()


def day_title(day: datetime.date) -> str:
    """The whole day, for those who hear the page."""
    return f"{DAYS[day.weekday()]} {write_date(day)}"
