"""Who is on the floor at an item: present, represented or absent, and whether that makes a quorum.

Presence is taken at the opening; what changes it later (arrivals, departures, members who step
aside, proxies given or revoked on the way) is dated by the item. Everything here is computed anew.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probant.governance.rules.law import BodyRules, quorum_needed

ARRIVES, LEAVES, RECUSED, STAYS = "arrives", "leaves", "recused", "stays"


@dataclass(frozen=True, slots=True)
class Member:
    """A seat: presence at the opening, votes that it holds."""

    id: int
    name: str
    present: bool
    votes: int = 1
    college: int | None = None
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A proxy between two seats; item numbers bound it, None is the whole sitting."""

    giver: int
    holder: int
    from_item: int | None = None
    until_item: int | None = None

    def serves(self, item: int) -> bool:
        """Whether it stands at an item (0: the opening)."""
        return (self.from_item is None or self.from_item <= item) and (
            self.until_item is None or item < self.until_item
        )


@dataclass(frozen=True, slots=True)
class Move:
    """What changed for a seat at an item."""

    member: int
    item: int
    nature: str


@dataclass(frozen=True, slots=True)
class Floor:
    """The members at one item: `present`, `represented` (giver → holder) and `absent` partition
    them; `aside` are those among the absent who step aside for this item.
    """

    item: int
    present: frozenset[int]
    represented: dict[int, int]
    absent: frozenset[int]
    aside: frozenset[int]

    @property
    def in_office(self) -> int:
        """All the members."""
        return len(self.present) + len(self.represented) + len(self.absent)

    @property
    def voters(self) -> int:
        """Members who vote, in person or by proxy."""
        return len(self.present) + len(self.represented)


def room_at(members: Sequence[Member], moves: Iterable[Move], item: int) -> set[int]:
    """Those in the room at an item, who step aside included."""
    there = {one.id for one in members if one.present}
    for move in sorted(moves, key=lambda one: one.item):
        if move.item > item:
            break
        if move.nature == ARRIVES:
            there.add(move.member)
        elif move.nature == LEAVES:
            there.discard(move.member)
    return there


def floor_at(
    members: Sequence[Member], proxies: Iterable[Given], moves: Iterable[Move], item: int = 0
) -> Floor:
    """The floor at an item number; 0 is the opening.

    A proxy serves while its giver is away and its holder there; a member who steps aside neither
    votes nor is voted for, nor holds the vote of another (CGCT L2131-11, "mandataire").

    >>> three = [Member(1, "A", True), Member(2, "B", False), Member(3, "C", False)]
    >>> floor_at(three, [Given(2, 1)], [Move(3, 4, "arrives")]).voters
    2
    >>> floor_at(three, [Given(2, 1)], [Move(3, 4, "arrives"), Move(1, 4, "recused")], 4).voters
    1
    """
    moved = list(moves)
    there = room_at(members, moved, item)
    aside = {one.member for one in moved if one.nature == RECUSED and one.item == item}
    present = frozenset(there - aside)
    represented: dict[int, int] = {}
    for proxy in proxies:
        giver = proxy.giver
        if (
            proxy.serves(item)
            and giver not in there
            and giver not in aside
            and giver not in represented
            and proxy.holder in present
        ):
            represented[giver] = proxy.holder
    absent = frozenset(one.id for one in members) - present - represented.keys()
    return Floor(item, present, represented, absent, frozenset(aside))


@dataclass(frozen=True, slots=True)
class Quorum:
    """`needed` and `counted` are members (or votes, where the body counts rights); `reached` is
    None where the rule is not known.
    """

    counted: int
    needed: int | None
    base: int
    free: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the body may decide."""
        if self.free:
            return True
        return None if self.needed is None else self.counted >= self.needed


def quorum_at(
    floor: Floor, members: Sequence[Member], rules: BodyRules, *, second_call: bool = False
) -> Quorum:
    """The quorum at an item (CGCT L2121-17: at the opening and at each item; else the statutes).

    Who steps aside is out of the members in office where the law of the day says so (loi
    2025-1249, art. 32). A second call needs none where the rule says so.

    >>> from datetime import date
    >>> from probant.governance.rules.law import council_law
    >>> four = [Member(n, str(n), n <= 2) for n in range(1, 5)]
    >>> away = floor_at(four, [], [Move(4, 1, "recused")], 1)
    >>> [quorum_at(away, four, council_law(date(year, 1, 1))).reached for year in (2024, 2026)]
    [False, True]
    """
    votes = {one.id: one.votes for one in members}
    remote = {one.id for one in members if one.is_remote} if rules.remote_counts is False else set()
    there = floor.present - remote
    out = floor.aside if rules.stepping_aside_shrinks else frozenset()
    if rules.counted == "rights":
        base = sum(weight for seat, weight in votes.items() if seat not in out)
        counted = sum(votes[seat] for seat in (*there, *floor.represented))
    else:
        base = floor.in_office - len(out)
        counted = len(there)
        if rules.counted == "represented":
            counted += len(floor.represented)
    free = second_call and rules.second_call_free is True
    return Quorum(counted, quorum_needed(base, rules), base, free)


def holders(floor: Floor) -> Counter[int]:
    """How many proxies each member holds at an item."""
    return Counter(floor.represented.values())


def rights(floor: Floor, members: Sequence[Member]) -> int:
    """The votes that the floor holds: present and represented, each with its weight."""
    votes = {one.id: one.votes for one in members}
    return sum(votes[seat] for seat in (*floor.present, *floor.represented))
