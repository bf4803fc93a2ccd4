"""What is one thing in several houses, and what is only alike: values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def groups_of(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Ids that pairs hold together, step by step: one with two and two with three is all three.

    >>> groups_of([(1, 2), (5, 6), (3, 2)])
    [[1, 2, 3], [5, 6]]
    """
    up: dict[int, int] = {}

    def root(one: int) -> int:
        up.setdefault(one, one)
        while up[one] != one:
            up[one] = up[up[one]]
            one = up[one]
        return one

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        up[high] = low
    found: dict[int, list[int]] = {}
    for one in sorted(up):
        found.setdefault(root(one), []).append(one)
    return [group for _, group in sorted(found.items()) if len(group) > 1]


def counted_as(groups: Iterable[Sequence[int]]) -> dict[int, int]:
    """Each id of each group → the id that all of it counts as: the lowest.

    >>> counted_as([[1, 2, 3]])
    {1: 1, 2: 1, 3: 1}
    """
    return {one: min(group) for group in groups for one in group}


def twice_in_one(group: Iterable[int], held: Iterable[tuple[int, int]]) -> int | None:
    """A house (of `held`: house, id) that holds two of a group as two things; None where none.

    >>> twice_in_one([1, 2, 3], [(10, 1), (20, 2), (10, 3), (20, 9)])
    10
    >>> twice_in_one([1, 2], [(10, 1), (20, 2), (20, 1)]), twice_in_one([1, 2], [(10, 1)])
    (20, None)
    """
    inside, seen = set(group), set[int]()
    for house, one in sorted(set(held)):
        if one in inside and house in seen:
            return house
        if one in inside:
            seen.add(house)
    return None


@dataclass(frozen=True)
class Sheet:
    """What a sheet says that tells structures apart."""

    id: int
    siren: str
    siret: str


def by_number(sheets: Iterable[Sheet]) -> list[tuple[int, int]]:
    """Pairs of sheets that their SIREN says are one structure's.

    Two establishments, each with its SIRET, are two structures, as in a house; one sheet of the
    legal unit without a SIRET beside several establishments could be any of them: nobody's.

    >>> by_number([Sheet(1, "242100410", ""), Sheet(2, "242100410", "24210041000012")])
    [(1, 2)]
    >>> by_number([Sheet(1, "2", "21"), Sheet(2, "2", "22"), Sheet(3, "2", "")])
    []
    """
    units: dict[str, list[Sheet]] = {}
    for one in sorted(sheets, key=lambda sheet: sheet.id):
        if one.siren:
            units.setdefault(one.siren, []).append(one)
    found = []
    for unit in units.values():
        if len({one.siret for one in unit if one.siret}) < 2:
            found += [(unit[0].id, one.id) for one in unit[1:]]
    return found


def most_and_least(values: Iterable[Sequence[int]]) -> tuple[int, int]:
    """The least and the most that several speakers say together, each having said some numbers.

    >>> most_and_least([[20], [12, 14]]), most_and_least([])
    ((32, 34), (0, 0))
    """
    said = [list(each) for each in values if each]
    return sum(map(min, said)), sum(map(max, said))
