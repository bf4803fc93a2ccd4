"""A week as a page shows it: what takes place and what is due on each of its seven days."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement, engagements, house_engagements
from probant.kernel.dates import UnreadableDate, read_date
from probant.kernel.roles import HOUSE, TEAM
from probant.kernel.todo import Todo, due, house_due
from probant.support.queries.agenda import TO_NOTE

ME, TEAM_WEEK = "moi", "equipe"
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Placed:
    """What takes place on a day: its hours in words, and the tone of the word it is told by."""

    one: Engagement
    hours: str
    tone: str

    @property
    def is_late(self) -> bool:
        """Whether it is behind and nobody said what became of it."""
        return self.tone == "late"


@dataclass(frozen=True)
class Day:
    """One day: what takes place, in order of time, and what is due."""

    on: datetime.date
    engagements: list[Placed] = field(default_factory=list)
    due: list[Todo] = field(default_factory=list)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday; `late`: what was due before this week and waits still."""

    monday: datetime.date
    days: tuple[Day, ...]
    late: tuple[Todo, ...] = ()

    @property
    def sunday(self) -> datetime.date:
        """Its last day."""
        return self.monday + datetime.timedelta(days=6)

    @property
    def before(self) -> datetime.date:
        """The Monday of the week before."""
        return self.monday - WEEK

    @property
    def after(self) -> datetime.date:
        """The Monday of the week after."""
        return self.monday + WEEK

    @property
    def is_empty(self) -> bool:
        """Whether nothing takes place and nothing is due."""
        return not any(day.engagements or day.due for day in self.days)


def monday_of(query: Mapping[str, str], today: datetime.date) -> datetime.date:
    """The Monday of the week that the address asks for by any of its days; else this week's."""
    try:
        day = read_date(query.get("semaine", ""))
    except UnreadableDate:
        day = today
    if not datetime.date(1900, 1, 1) <= day <= datetime.date(2200, 1, 1):
        day = today
    return day - datetime.timedelta(days=day.weekday())


def seen_as(actor: Actor, colleague: User) -> Actor:
    """A colleague's days with the reader's own eyes.

    The calendar of the colleague, by the roles that they have; what the reader's person may not
    read (her own case) stays unread.
    """
    theirs = actor_of(colleague.pk, actor.house_id)
    roles = actor.roles if theirs.has(*TEAM) else theirs.roles & HOUSE
    house = actor.house
    return Actor(colleague.pk, house, house, roles, person_id=actor.person_id)


def week_of(actor: Actor, monday: datetime.date, *, whole_house: bool = False) -> Week:
    """The week of an actor, or of everybody in their house: what the calendar feeds hold."""
    sunday = monday + datetime.timedelta(days=6)
    found = (house_engagements if whole_house else engagements)(actor, monday, sunday)
    asked = (house_due if whole_house else due)(actor, sunday)
    waiting = [one for one in asked if not one.in_calendar]
    days = []
    for number in range(7):
        on = monday + datetime.timedelta(days=number)
        days.append(
            Day(
                on,
                [_placed(one) for one in found if one.day <= on <= _last(one)],
                [one for one in waiting if one.due_on == on],
            )
        )
    today = timezone.localdate()
    is_now = monday <= today <= sunday
    late = tuple(one for one in asked if one.due_on < monday) if is_now else ()
    return Week(monday, tuple(days), late)


def _placed(one: Engagement) -> Placed:
    hours = [
        write_hour(moment)
        for moment in (one.start, one.end)
        if isinstance(moment, datetime.datetime)
    ]
    tone = "late" if one.told == TO_NOTE else "quiet" if one.cancelled else "held"
    return Placed(one, " – ".join(hours), tone)


def write_hour(moment: datetime.datetime) -> str:
    """An hour as one says it in France: 9 h, 14 h 30."""
    local = timezone.localtime(moment)
    return f"{local.hour}\u00a0h" + (f"\u00a0{local.minute:02d}" if local.minute else "")


def _last(one: Engagement) -> datetime.date:
    if one.end is None:
        return one.day
    return one.end.date() if isinstance(one.end, datetime.datetime) else one.end
