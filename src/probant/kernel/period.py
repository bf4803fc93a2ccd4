"""A span of civil days, both ends included."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from probant.kernel.dates import write_date


def _year_before(day: date, keep_month_end: bool) -> date:
    month_end = (day + timedelta(days=1)).month != day.month
    if day.month == 2 and (day.day == 29 or (month_end and keep_month_end)):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def months_after(day: date, months: int) -> date:
    """The same day some months later (or earlier); the last of the month where it has none.

    >>> months_after(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Civil days from `start` to `end`, both included (Europe/Paris, no time of day).

    Raises `ValueError` with a French message when the end comes before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(
                f"La fin ({write_date(self.end)}) précède le début ({write_date(self.start)})."
            )

    @classmethod
    def year(cls, year: int) -> "Period":
        """The civil year.

        >>> Period.year(2023).label
        '2023'
        """
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def between(cls, one: date, other: date) -> "Period":
        """The period between two days, whichever is given first."""
        return cls(min(one, other), max(one, other))

    @classmethod
    def day(cls, day: date) -> "Period":
        """A single day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """Number of days, both ends counted.

        >>> Period.year(2024).days
        366
        """
        return (self.end - self.start).days + 1

    @property
    def is_civil_years(self) -> bool:
        """Whether it runs from a 1 January to a 31 December."""
        starts = (self.start.month, self.start.day) == (1, 1)
        return starts and (self.end.month, self.end.day) == (12, 31)

    @property
    def label(self) -> str:
        """The period in French.

        >>> Period(date(2023, 3, 1), date(2024, 2, 29)).label
        'du 1er mars 2023 au 29 février 2024'
        >>> Period(date(2023, 1, 1), date(2025, 12, 31)).label
        '2023–2025'
        """
        if self.is_civil_years:
            first, last = self.start.year, self.end.year
            return str(first) if first == last else f"{first}–{last}"
        if self.start == self.end:
            return f"le {write_date(self.start)}"
        return f"du {write_date(self.start)} au {write_date(self.end)}"

    def previous_year(self) -> "Period":
        """The same period one year before; an end of February stays an end of February.

        >>> Period.year(2024).previous_year() == Period.year(2023)
        True
        """
        return Period(_year_before(self.start, False), _year_before(self.end, True))

    def contains(self, day: date) -> bool:
        """Whether the day lies within the period."""
        return self.start <= day <= self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        return self.start <= other.end and other.start <= self.end

    def intersection(self, other: "Period") -> "Period | None":
        """The days that both hold, None if there is none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end))

    def years(self) -> Iterator["Period"]:
        """The period cut at each 31 December, in order.

        >>> [part.label for part in Period(date(2023, 7, 1), date(2024, 12, 31)).years()]
        ['du 1er juillet 2023 au 31 décembre 2023', '2024']
        """
        for year in range(self.start.year, self.end.year + 1):
            start, end = max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31))
            yield Period(start, end)
