"""What is due to a person: rooms register what they expect of an actor, by a day."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from probant.kernel.actor import Actor
from probant.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `address` is a path of the product, `detail` the words beside the title.

    `in_calendar`: the calendar says it as well, on its day.
    """

    title: str
    due_on: datetime.date
    address: str = ""
    detail: str = ""
    in_calendar: bool = False

    def is_late(self, today: datetime.date) -> bool:
        """Whether its day is past.

        >>> Todo("Relire", datetime.date(2026, 3, 1)).is_late(datetime.date(2026, 3, 1))
        False
        """
        return self.due_on < today


#: (actor, last day) -> what is due to that actor by that day, what is late included.
Source = Callable[[Actor, datetime.date], Iterable[Todo]]

TODO: Registry[Source] = Registry("todo")

#: What is due from anybody of the actor's house, under the keys of `TODO`, where that is more than
#: what is due from the actor.
HOUSE_TODO: Registry[Source] = Registry("todo of the house")


def due(actor: Actor, until: datetime.date) -> list[Todo]:
    """Everything that the rooms expect of an actor by a day, the earliest first."""
    return _in_order(item for source in TODO.values() for item in source(actor, until))


def house_due(actor: Actor, until: datetime.date) -> list[Todo]:
    """The same, from everybody of the actor's house, by the actor's rights."""
    sources = [HOUSE_TODO.get(key) or source for key, source in TODO.items()]
    return _in_order(item for source in sources for item in source(actor, until))


def _in_order(found: Iterable[Todo]) -> list[Todo]:
    return sorted(found, key=lambda item: (item.due_on, item.title, item.address))
