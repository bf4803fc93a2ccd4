"""Durations as one types and reads them."""

import re

_HOURS = re.compile(
    r"(\d{1,2})\s*(?:h|:|heures?)\s*(?:(\d{1,2})\s*(?:min|minutes?|mn)?)?", re.IGNORECASE
)
_DECIMAL = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|minutes?|mn)", re.IGNORECASE)


def read_minutes(text: str) -> int:
    """Read a duration: `1 h 30`, `2h`, `45 min`, `1,5` (hours). Raises ValueError in French.

    >>> read_minutes("1 h 30"), read_minutes("45 min"), read_minutes("1,5"), read_minutes("2")
    (90, 45, 90, 120)
    """
    told = text.strip()
    if found := _HOURS.fullmatch(told):
        return int(found[1]) * 60 + int(found[2] or 0)
    if found := _MINUTES.fullmatch(told):
        return int(found[1])
    if found := _DECIMAL.fullmatch(told):
        return int(found[1]) * 60 + round(int((found[2] or "0").ljust(2, "0")) * 60 / 100)
    raise ValueError(f"« {told} » n’est pas une durée : écrivez par exemple 1 h 30.")


def write_minutes(minutes: int) -> str:
    """A duration in hours.

    >>> write_minutes(90), write_minutes(120), write_minutes(45)
    ('1\xa0h\xa030', '2\xa0h', '45\xa0min')
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"
