"""Two people, one cell: what stands, and whether somebody has to choose."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Merged(Generic[Value]):
    """What stands in a cell; `disputed`: both wrote there, differently, and theirs stands."""

    value: Value
    disputed: bool = False


def merge(base: Value, mine: Value, theirs: Value) -> "Merged[Value]":
    """Merge what I typed over `base` with what stands now.

    >>> merge("100", "200", "100"), merge("100", "100", "300")
    (Merged(value='200', disputed=False), Merged(value='300', disputed=False))
    >>> merge("100", "200", "300")
    Merged(value='300', disputed=True)
    """
    if mine in (theirs, base):
        return Merged(theirs)
    return Merged(mine) if theirs == base else Merged(theirs, disputed=True)
