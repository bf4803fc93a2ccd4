"""What a room declares so that `probant check` holds its rows against each other.

A room that keeps something twice (a copy, an index, a file) declares, in its own `integrity.py`,
`CHECKS`: a tuple of the checks that tell when the two no longer agree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One equality: `find` reads, writes nothing and returns what does not hold.

    `label` is what it looks at, in French. Checks run together inside one snapshot of the database;
    one that needs a statement of its own kind (`in_snapshot` false) runs after them. `repair`
    mends what `find` tells, through the actions of the room, and returns how much it mended.
    """

    code: str
    label: str
    find: Callable[[], Iterable[Finding]]
    in_snapshot: bool = True
    repair: Callable[[], int] | None = None


def broken(code: str, message: str) -> Finding:
    """An equality that does not hold: severity error, one French line."""
    return Finding(code, Severity.ERROR, message)
