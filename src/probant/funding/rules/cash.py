"""Cash by month: what is due to come in, what the team costs where it is known; pure."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Flow:
    """Money expected on a day, from an obligation."""

    on: date
    cents: int
    label: str
    convention_id: int


@dataclass(frozen=True, slots=True)
class Staffed:
    """A contract: its days (both included), its share in hundredths of a percent, and what a year
    of its post at full time costs from each day on, in cents. No cost: unknown, never guessed."""

    title: str
    starts_on: date
    ends_on: date | None
    share_hundredths: int
    costs: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, what comes in line by line, what the team costs."""

    start: date
    flows: tuple[Flow, ...] = ()
    staff_cents: int = 0

    @property
    def income_cents(self) -> int:
        """What is expected to come in."""
        return sum(one.cents for one in self.flows)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.start.replace(day=calendar.monthrange(self.start.year, self.start.month)[1])

    @property
    def net_cents(self) -> int:
        """What comes in, less what the team costs."""
        return self.income_cents - self.staff_cents


def months_of(
    first: date, count: int, flows: Iterable[Flow], staff: Iterable[Staffed]
) -> tuple[Month, ...]:
    """So many months from that of a day; flows before it or after the last month are left out.

    >>> [month.income_cents for month in months_of(date(2024, 5, 12), 2,
    ...     [Flow(date(2024, 6, 3), 280000, "A", 1)], [])]
    [0, 280000]
    """
    kept, posts = list(flows), list(staff)
    found = []
    for place in range(count):
        year, month = divmod(first.year * 12 + first.month - 1 + place, 12)
        start = date(year, month + 1, 1)
        end = start.replace(day=calendar.monthrange(year, month + 1)[1])
        found.append(
            Month(
                start,
                tuple(one for one in kept if start <= one.on <= end),
                sum(staff_cost(one, start, end) for one in posts),
            )
        )
    return tuple(found)


def staff_cost(staff: Staffed, start: date, end: date) -> int:
    """What a contract costs in a month, in cents: a twelfth of the year, by days held and share.

    >>> post = Staffed("A", date(2024, 1, 1), None, 5000, ((date(2023, 1, 1), 4_800_000),))
    >>> staff_cost(post, date(2024, 5, 1), date(2024, 5, 31))
    200000
    """
    begun, ended = max(start, staff.starts_on), min(end, staff.ends_on or end)
    known = [cents for day, cents in staff.costs if day <= end]
    if begun > ended or not known:
        return 0
    held, days = (ended - begun).days + 1, (end - start).days + 1
    return round(known[-1] * staff.share_hundredths * held / (12 * 10_000 * days))
