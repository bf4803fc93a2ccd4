"""Numbers and days as documents write them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def words(number: int) -> str:
    """A number up to 79 in words."""
    if number < 20:
        return UNITS[number]
    tens = min(number // 10 * 10, 60)
    rest = number - tens
    if rest == 0:
        return TENS[tens]
    return TENS[tens] + (" et " if rest in (1, 11) else "-") + UNITS[rest]


def long_day(day: date, *, first: str = "1er") -> str:
    return f"{first if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def named_day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {long_day(day)}"


def year_in_words(year: int) -> str:
    return f"deux mille {words(year - 2000)}"


def day_in_words(day: date) -> str:
    number = "premier" if day.day == 1 else words(day.day)
    return f"{number} {MONTHS[day.month - 1]}"
