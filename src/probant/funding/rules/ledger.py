"""Accounts: what an entry weighs, to which action it goes, what moved between two files.

Charges are accounts 6 and 86 (debit less credit), income 7 and 87 (credit less debit): règlement
ANC 2018-06. Every other account is of the balance sheet, and no actual.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from probant.funding.rules.chart import EXPENSE, side_of

WHOLE = 10_000  # hundredths of a percent


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of accounts as its file gives it. `position` is its row in the file."""

    account: str
    debit_cents: int = 0
    credit_cents: int = 0
    section: str = ""
    day: datetime.date | None = None
    journal: str = ""
    piece: str = ""
    label: str = ""
    account_label: str = ""
    section_label: str = ""
    position: int = 0

    @property
    def loose(self) -> str:
        """What names the line whatever its amount: its piece, or for want of one its words."""
        if self.piece:
            return "|".join((self.journal, self.piece, self.account))
        day = self.day.isoformat() if self.day else ""
        return "|".join((self.journal, day, self.account, self.section, self.label[:60]))

    @property
    def content(self) -> tuple[object, ...]:
        """All that the line says, its place apart."""
        return (
            self.loose,
            self.section,
            self.day,
            self.label,
            self.debit_cents,
            self.credit_cents,
        )

    @property
    def cents(self) -> int:
        """What it weighs in the actual."""
        return weigh(self.account, self.debit_cents, self.credit_cents)


def is_kept(account: str) -> bool:
    """Whether an account is of charges, income or contributions in kind.

    >>> [is_kept(one) for one in ("6132", "741", "8750", "411", "512", "120")]
    [True, True, True, False, False, False]
    """
    return side_of(account) is not None


def weigh(account: str, debit_cents: int, credit_cents: int) -> int:
    """What a line weighs on its own side: a credit on a charge takes off.

    >>> weigh("613", 5000, 0), weigh("613", 0, 1000), weigh("741", 0, 9000), weigh("512", 1, 0)
    (5000, -1000, 9000, 0)
    """
    side = side_of(account)
    if side is None:
        return 0
    return debit_cents - credit_cents if side == EXPENSE else credit_cents - debit_cents


def name_lines(lines: Sequence[EntryLine]) -> list[tuple[str, EntryLine]]:
    """Each line with its key in its file: what names it, and its rank among those alike."""
    seen: Counter[str] = Counter()
    named = []
    for line in lines:
        loose = line.loose[:110]
        seen[loose] += 1
        named.append((f"{loose}|{seen[loose]}", line))
    return named


@dataclass(frozen=True)
class Moves:
    """What moved from a file to the one that replaces it."""

    same: tuple[EntryLine, ...] = ()
    added: tuple[EntryLine, ...] = ()
    removed: tuple[EntryLine, ...] = ()
    changed: tuple[tuple[EntryLine, EntryLine], ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether nothing moved."""
        return not (self.added or self.removed or self.changed)


def compare(before: Sequence[EntryLine], after: Sequence[EntryLine]) -> Moves:
    """Hold two files against each other, whatever the order of their lines.

    Lines that say the same are the same; then those named alike are one line that changed; the rest
    came or went.

    >>> old = [EntryLine("613", 5000, piece="F1"), EntryLine("606", 100, piece="F2")]
    >>> new = [EntryLine("613", 6000, piece="F1"), EntryLine("606", 100, piece="F2")]
    >>> moved = compare(old, new)
    >>> len(moved.same), len(moved.changed), moved.added, moved.removed
    (1, 1, (), ())
    """
    left: dict[tuple[object, ...], list[EntryLine]] = defaultdict(list)
    for line in before:
        left[line.content].append(line)
    same, fresh = [], []
    for line in after:
        twins = left.get(line.content)
        if twins:
            twins.pop(0)
            same.append(line)
        else:
            fresh.append(line)
    loose: dict[str, list[EntryLine]] = defaultdict(list)
    for lines in left.values():
        for line in lines:
            loose[line.loose].append(line)
    for lines in loose.values():
        lines.sort(key=lambda line: line.position)
    changed, added = [], []
    for line in fresh:
        olds = loose.get(line.loose)
        if olds:
            changed.append((olds.pop(0), line))
        else:
            added.append(line)
    removed = sorted(
        (line for lines in loose.values() for line in lines), key=lambda line: line.position
    )
    return Moves(tuple(same), tuple(added), tuple(removed), tuple(changed))


def doubles(lines: Iterable[EntryLine]) -> list[EntryLine]:
    """Lines with a piece or a label that say all the same as one above: entered twice, perhaps."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for line in lines:
        if (line.piece or line.label) and line.content in seen:
            found.append(line)
        seen.add(line.content)
    return found


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a section and accounts go: one action, or several by a key; neither: outside them all.

    `parts` are those of the key for the year, in hundredths of a percent.
    """

    section: str
    account: str
    action_id: int | None = None
    key_id: int | None = None
    heading: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    pk: int | None = None

    @property
    def is_outside(self) -> bool:
        """Whether it is the house's own business."""
        return self.action_id is None and self.key_id is None


@dataclass(frozen=True)
class Destinations:
    """All the mappings of a house."""

    all: tuple[Destination, ...]
    _by_section: dict[str, list[Destination]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for one in sorted(self.all, key=lambda one: -len(one.account)):
            self._by_section.setdefault(one.section.casefold(), []).append(one)

    def find(self, section: str, account: str) -> Destination | None:
        """The most precise mapping: its section first, then the longest beginning of account.

        >>> any_rent, training = Destination("", "613", 1), Destination("FOR", "", 2)
        >>> found = Destinations((any_rent, training))
        >>> found.find("FOR", "6132") is training, found.find("", "6132") is any_rent
        (True, True)
        >>> found.find("", "606") is None
        True
        """
        wanted = [section.casefold(), ""] if section else [""]
        for key in wanted:
            for one in self._by_section.get(key, ()):
                if account.startswith(one.account):
                    return one
        return None


def share_out(cents: int, parts: Sequence[tuple[int, int]]) -> tuple[dict[int, int], int]:
    """An amount between actions, to the cent, and what is left where parts are under 100 %.

    The cents that rounding leaves go to the largest remainders.

    >>> share_out(100, [(1, 3333), (2, 3333), (3, 3334)])
    ({1: 33, 2: 33, 3: 34}, 0)
    >>> share_out(-1001, [(1, 5000)])
    ({1: -501}, -500)
    """
    sign, whole = (-1, -cents) if cents < 0 else (1, cents)
    total = min(sum(part for _, part in parts), WHOLE)
    wanted = -(-whole * total // WHOLE) if total < WHOLE else whole
    given = {one: whole * part // WHOLE for one, part in parts}
    remainders = sorted(parts, key=lambda part: (-(whole * part[1] % WHOLE), part[0]))
    missing = wanted - sum(given.values())
    for one, _ in remainders[: max(missing, 0)]:
        given[one] += 1
    return {one: sign * got for one, got in given.items()}, sign * (whole - sum(given.values()))


OUTSIDE, UNASSIGNED = 0, -1


def weigh_lines(
    lines: Iterable[EntryLine], places: Destinations, side: str = EXPENSE
) -> dict[int, int]:
    """What lines weigh on a side by action, OUTSIDE and UNASSIGNED; in kind left out.

    >>> weigh_lines([EntryLine("613", 100), EntryLine("606", 50)], Destinations(
    ...     (Destination("", "613", key_id=1, parts=((7, 5000),)),)))
    {7: 50, 0: 50, -1: 50}
    """
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        if side_of(line.account) != side or line.account.startswith(("86", "87")):
            continue
        place = places.find(line.section, line.account)
        if place is None or (place.key_id is not None and not place.parts):
            sums[UNASSIGNED] += line.cents
        elif place.parts:
            given, left = share_out(line.cents, place.parts)
            for action_id, cents in [*given.items(), (OUTSIDE, left)]:
                if cents:
                    sums[action_id] += cents
        else:
            sums[OUTSIDE if place.action_id is None else place.action_id] += line.cents
    return dict(sums)
