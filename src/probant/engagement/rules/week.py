"""Time as one types it in a week: hours, half-days, or a share of the week."""

import re

from probant.engagement.rules.durations import read_minutes
from probant.engagement.rules.shares import WHOLE, read_share

_HALVES = re.compile(
    r"(?:(?P<half>1/2|½|0,5|0\.5|demi)|(?P<days>\d(?:[.,]5)?))\s*-?\s*(?:j|jours?|journées?)",
    re.IGNORECASE,
)
MOST_A_DAY = 10 * 60  # Code du travail, art. L3121-18: ten hours a day


def read_time(text: str, *, half_day_minutes: int, week_minutes: int) -> int:
    """Minutes of what was typed: `1 h 30`, `½ j`, `1 j`, `20 %` (of the week of the contract).

    >>> [read_time(t, half_day_minutes=210, week_minutes=2100) for t in ("1 h 30", "½ j", "1,5 j")]
    [90, 210, 630]
    >>> read_time("20 %", half_day_minutes=210, week_minutes=2100)
    420
    """
    told = text.strip()
    if found := _HALVES.fullmatch(told):
        days = 0.5 if found["half"] else float(found["days"].replace(",", "."))
        return round(days * 2 * half_day_minutes)
    if told.endswith("%"):
        return round(week_minutes * read_share(told) / WHOLE)
    try:
        return read_minutes(told)
    except ValueError as error:
        raise ValueError(
            f"« {text} » n’est pas une durée : écrivez par exemple 1 h 30, ½ j ou 20 %."
        ) from error


def spread(minutes: int, parts: int) -> list[int]:
    """A whole number of minutes over so many parts, to the minute: the first ones take the rest.

    >>> spread(100, 3)
    [34, 33, 33]
    """
    each, rest = divmod(minutes, parts)
    return [each + (place < rest) for place in range(parts)]
