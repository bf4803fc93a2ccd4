"""Days of the demonstration: working ones."""

import datetime

Day = datetime.date


def working(day: Day) -> Day:
    """The day itself, or the Friday before where it falls on a week-end."""
    return day - datetime.timedelta(days=max(0, day.weekday() - 4))


def after(day: Day, days: int) -> Day:
    """A working day, so many days after another."""
    return working(day + datetime.timedelta(days=days))
