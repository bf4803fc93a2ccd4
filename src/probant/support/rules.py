"""Pure rules of support: when a case needs news or a follow-up, how quantities are said."""

import calendar
import datetime

SILENT_AFTER_DAYS = 90  # a case without news for longer is shown to its referent (house rule)
FOLLOW_UP_MONTHS = (6, 12)  # after the support began (house rule; RULES §4: follow-up afterwards)

ACCUEIL = "accueil"
ACCOMPAGNEMENT = "accompagnement"
SUIVI = "suivi"


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later; the last of the month where it has no such day.

    >>> months_after(datetime.date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def is_silent(touched_on: datetime.date, today: datetime.date) -> bool:
    """Whether a case had no news for more than 90 days."""
    return (today - touched_on).days > SILENT_AFTER_DAYS


def follow_up_due(
    supported_on: datetime.date, today: datetime.date
) -> tuple[int, datetime.date] | None:
    """The latest follow-up that is due, as (months, day), or None before the first.

    >>> follow_up_due(datetime.date(2023, 3, 1), datetime.date(2023, 10, 1))
    (6, datetime.date(2023, 9, 1))
    """
    days = [(months, months_after(supported_on, months)) for months in FOLLOW_UP_MONTHS]
    passed = [(months, day) for months, day in days if day <= today]
    return passed[-1] if passed else None
