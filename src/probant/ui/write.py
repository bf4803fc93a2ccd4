"""Numbers written the French way, for screens."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

THIN = "\u202f"
NO_BREAK = "\u00a0"


@lru_cache(maxsize=8192)
def write_number(value: int | float | Decimal | Fraction, decimals: int | None = None) -> str:
    """Return `1 234,5`: groups by narrow no-break spaces, decimal comma.

    Without `decimals` an integer has none and any other number at most one.
    """
    if isinstance(value, Fraction):
        value = float(value)
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    shown = f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",")
    return shown.replace("-", "−")


def write_rate(rate: float | Decimal | Fraction, decimals: int | None = None) -> str:
    """Return a rate between 0 and 1 as a percentage: 0.7 is `70 %`."""
    return f"{write_number(round(float(rate) * 100, 6), decimals)}{NO_BREAK}%"


def write_count(count: int, one: str, several: str | None = None) -> str:
    """Return `1 structure`, `28 structures`: French takes the plural from 2."""
    word = one if abs(count) < 2 else (several or f"{one}s")
    return f"{write_number(count)}{NO_BREAK}{word}"
