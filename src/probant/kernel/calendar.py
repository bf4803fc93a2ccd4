"""What rooms put in a person's calendar: a registry of sources, one shape of entry."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from probant.kernel.actor import Actor
from probant.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Engagement:
    """Something that takes place: an appointment, a session, a day something is due.

    `kind` and `number` name the object for ever (the calendar's unique id is made of them). `start`
    and `end` are both aware instants, or both civil days, the last day included; `end` None is an
    hour, or that day alone. `note` is read by anybody who sees the calendar: nothing private.
    `address` is a path of the product. `version` grows where the hour or the place changed. Pages
    of the product also show `told` (what became of it, in a word: « tenu »), `who` goes, by name,
    and `acts`: (label, path) of what one may do with it. Calendars as files hold none of the three.
    """

    kind: str
    number: int
    title: str
    start: datetime.date | datetime.datetime
    end: datetime.date | datetime.datetime | None = None
    place: str = ""
    address: str = ""
    note: str = ""
    cancelled: bool = False
    version: int = 0
    told: str = ""
    who: str = ""
    acts: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> datetime.date:
        """The civil day on which it begins, in the zone of its own instant."""
        return self.start.date() if isinstance(self.start, datetime.datetime) else self.start


#: (actor, first day, last day) -> what takes place for that actor, by the actor's own rights.
Source = Callable[[Actor, datetime.date, datetime.date], Iterable[Engagement]]

CALENDAR: Registry[Source] = Registry("calendar")

#: What takes place for anybody of the actor's house, under the keys of `CALENDAR`, where that is
#: more than the actor's own.
HOUSE_CALENDAR: Registry[Source] = Registry("calendar of the house")


def engagements(actor: Actor, start: datetime.date, end: datetime.date) -> list[Engagement]:
    """Everything that the rooms know of an actor's days, both included, in order of time."""
    return _in_order(item for source in CALENDAR.values() for item in source(actor, start, end))


def house_engagements(actor: Actor, start: datetime.date, end: datetime.date) -> list[Engagement]:
    """The same, of everybody in the actor's house, by the actor's rights."""
    sources = [HOUSE_CALENDAR.get(key) or source for key, source in CALENDAR.items()]
    return _in_order(item for source in sources for item in source(actor, start, end))


def _in_order(found: Iterable[Engagement]) -> list[Engagement]:
    return sorted(found, key=lambda item: (item.day, _hour(item), item.title, item.number))


def _hour(item: Engagement) -> str:
    return item.start.isoformat() if isinstance(item.start, datetime.datetime) else ""
