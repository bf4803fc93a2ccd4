"""One act on many objects: one transaction, an entry for each object, what was refused and why."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from probant.journal.door import holding
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused

#: What an act gives back where the object was so already.
SAME = object()


@dataclass
class Outcome:
    """What became of each object, by its number.

    `done`: what undoing the act on it needs. `left`: why nothing was done. `same`: so already.
    `again`: done by an earlier submission of the same form.
    """

    done: dict[int, Any] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)


def do_each(
    house_id: int,
    numbers: Sequence[int],
    act: Callable[[int, uuid.UUID | None], Any],
    *,
    key: uuid.UUID | None,
    refusals: tuple[type[Exception], ...] = (),
) -> Outcome:
    """Act on each object in its turn; a refusal (`Refused`, `JournalError`, `refusals`) stops none.

    `act(number, key)` calls an action with a key of its own, made of the form's, so that a second
    submission does nothing twice. Another error undoes all of it. Effects: those of the actions.
    """
    outcome = Outcome()
    refused: tuple[type[Exception], ...] = (Refused, JournalError, *refusals)
    keys = {number: uuid.uuid5(key, str(number)) for number in numbers} if key else {}
    with holding(house_id):
        done = _done(house_id, keys.values())
        for number in numbers:
            own = keys.get(number)
            if own in done:
                outcome.again.append(number)
                continue
            try:
                kept = act(number, own)
            except AlreadyDone:
                outcome.again.append(number)
            except refused as refusal:
                outcome.left[number] = str(refusal)
            else:
                if kept is SAME:
                    outcome.same.append(number)
                else:
                    outcome.done[number] = kept
    return outcome


def _done(house_id: int, keys: Iterable[uuid.UUID]) -> set[uuid.UUID | None]:
    """Those of the keys under which something is written already. One query, none for no key."""
    wanted = list(keys)
    entries = JournalEntry.objects.filter(house_id=house_id, key__in=wanted)
    return set(entries.values_list("key", flat=True)) if wanted else set()
