"""What funders may share of an hour or an expense: 100 % in all, and one alone where a clause says.

Source: an expense is declared once in all (prohibition of double funding; règlement (UE) 2021/1060,
art. 63, § 9, and the conventions' own clauses). A share bears on days of an action; two shares meet
where they cover the same hours, or the same line of expense, on the same day.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from probant.engagement.rules.shares import Excess, Share, excess
from probant.funding.rules.clauses import ExclusiveTerms

HOURS, EXPENSES = "hours", "expenses"


@dataclass(frozen=True, slots=True)
class Charge:
    """A funder's share: what it covers, the line it bears on (None: all), its days and percentage.

    `account` (a beginning) and `piece` narrow it to some entries of the ledger; "" is all of them.

    `exclusive`: its convention says that nobody else pays for the same. `of`: what names it.
    """

    funder_id: int
    covers: str
    line_id: int | None
    start: datetime.date
    end: datetime.date
    hundredths: int
    of: str
    exclusive: bool = False
    pk: int | None = None
    account: str = ""
    piece: str = ""

    @property
    def share(self) -> Share:
        """Its days and percentage."""
        return Share(self.start, self.end, self.hundredths, self.of)

    def meets(self, other: "Charge") -> bool:
        """Whether both bear on the same hour or expense of an action, on some day."""
        same = (
            self.covers == other.covers
            and (self.line_id is None or other.line_id is None or self.line_id == other.line_id)
            and (self.account.startswith(other.account) or other.account.startswith(self.account))
            and (not self.piece or not other.piece or self.piece == other.piece)
        )
        return same and self.start <= other.end and other.start <= self.end


def excluded_by(new: Charge, standing: Iterable[Charge]) -> Charge | None:
    """The share of another funder that an exclusive clause, of either, does not suffer beside it.

    >>> day = datetime.date
    >>> city = Charge(1, HOURS, None, day(2023, 1, 1), day(2023, 12, 31), 2000, "Ville", True)
    >>> state = Charge(2, HOURS, None, day(2023, 6, 1), day(2023, 6, 30), 1000, "État")
    >>> excluded_by(state, [city]) is city, excluded_by(city, []) is None
    (True, True)
    """
    for one in standing:
        if one.funder_id != new.funder_id and new.meets(one) and (one.exclusive or new.exclusive):
            return one
    return None


def overcharge(new: Charge, standing: Iterable[Charge]) -> Excess | None:
    """Where a new share makes an hour or an expense be paid above 100 %; None where it fits.

    A share of all expenses is held against each line apart: two lines are two expenses.

    >>> day = datetime.date
    >>> half = Charge(1, EXPENSES, 7, day(2023, 1, 1), day(2023, 12, 31), 6000, "Ville")
    >>> other = Charge(2, EXPENSES, 8, day(2023, 1, 1), day(2023, 12, 31), 6000, "État")
    >>> overcharge(other, [half]) is None
    True
    >>> whole = Charge(3, EXPENSES, None, day(2023, 1, 1), day(2023, 12, 31), 5000, "Région")
    >>> overcharge(whole, [half, other]).total
    11000
    >>> rent = Charge(1, EXPENSES, None, day(2023, 1, 1), day(2023, 12, 31), 6000, "Ville",
    ...     account="613", piece="F-12")
    >>> again = Charge(2, EXPENSES, None, day(2023, 1, 1), day(2023, 12, 31), 5000, "État",
    ...     account="61")
    >>> overcharge(again, [rent]).total
    11000
    """
    met = [one for one in standing if new.meets(one)]
    lines = {one.line_id for one in met} if new.line_id is None else set()
    found = []
    for line in lines | {new.line_id}:
        for account in {_longest(new.account, one.account) for one in met} | {new.account}:
            for piece in {new.piece or one.piece for one in met} | {new.piece}:
                there = [one.share for one in met if _bears(one, line, account, piece)]
                passed = excess(new.share, there)
                if passed:
                    found.append(passed)
    return min(found, key=lambda one: (one.on, -one.total)) if found else None


def _longest(one: str, other: str) -> str:
    return one if len(one) >= len(other) else other


def _bears(one: Charge, line: int | None, account: str, piece: str) -> bool:
    """Whether a share bears on the entries of a line, of accounts and of a piece."""
    return (
        one.line_id in (None, line) and account.startswith(one.account) and one.piece in ("", piece)
    )


def is_exclusive(terms: Iterable[object], covers: str) -> bool:
    """Whether the terms of a convention keep its funder alone on what a share covers."""
    return any(isinstance(one, ExclusiveTerms) and one.covers in ("all", covers) for one in terms)


def charged_cents(minutes: int, yearly_cents: int, full_time_minutes: int, hundredths: int) -> int:
    """What a share is of the cost of some time, in cents: minutes × cost of a minute × share.

    >>> charged_cents(209 * 60, 4_153_800, 1607 * 60, 10_000)
    540227
    """
    return round(minutes * yearly_cents * hundredths / (full_time_minutes * 10_000))
