"""What rooms do when two sheets of one structure become one: a registry that they fill.

Facts keep the id that they were recorded with; figures know which structures are one. What is not
a fact (an open case, a position, an agreement) moves to the sheet that is kept, and back where the
merge is undone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from probant.kernel.registry import Registry


def _nothing_to_say(house_id: int, merged_id: int, kept_id: int) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Merger:
    """The rows of one kind that follow a structure.

    `label` names them (« dossiers »). `count(house_id, organisation_id)` says how many would move;
    `move(house_id, merged_id, kept_id)` moves them and returns their ids; `give_back(house_id, ids,
    merged_id, kept_id)` takes back those that still stand under the kept structure. `warn` says,
    before anything moves, what a person ought to look at. `mention` is the kind of timeline on
    which the merge is shown for each row moved, or empty.
    """

    label: str
    count: Callable[[int, int], int]
    move: Callable[[int, int, int], list[int]]
    give_back: Callable[[int, Sequence[int], int, int], None]
    warn: Callable[[int, int, int], list[str]] = _nothing_to_say
    mention: str = ""


MERGING: Registry[Merger] = Registry("merging")
