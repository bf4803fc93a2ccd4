"""What rooms declare so that a person can be erased and old texts end: two registries.

The directory empties the person's row and the texts of the journal; a room that keeps texts about
people in rows of its own registers how to empty them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from probant.kernel.registry import Registry

#: Empties what a room's rows say of a person: (house_id, person_id) -> rows emptied.
Eraser = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Retained:
    """A category of texts: the `category` of journal details, and perhaps rows of a room.

    `parameter` is the key of the default period (`retention.*`, in months, which a house may
    change); `expire` empties the room's own rows written before a day: (house_id, day) -> rows.
    """

    label: str
    parameter: str
    expire: Callable[[int, date], int] | None = None


ERASERS: Registry[Eraser] = Registry("erasers")
RETAINED: Registry[Retained] = Registry("retained")
