"""The catalogue: every file of `catalogue/` declares one `INDICATOR`, of `ratios/` one `RATIO`."""

from functools import cache
from typing import cast

from probant.indicators.definition import Indicator, Ratio
from probant.kernel.registry import discover


@cache
def catalogue() -> tuple[Indicator, ...]:
    """Every indicator of the catalogue, in reading order (position, then code)."""
    found = cast(dict[str, Indicator], discover("probant.indicators.catalogue", "INDICATOR"))
    return tuple(sorted(found.values(), key=lambda item: (item.position, item.code)))


@cache
def essentials() -> tuple[Indicator, ...]:
    """Those shown first: on the home, and on the page of figures until one asks for more."""
    return tuple(item for item in catalogue() if item.essential)


def indicator(code: str) -> Indicator | None:
    """The indicator of a code, or None."""
    return next((item for item in catalogue() if item.code == code), None)


@cache
def ratios() -> tuple[Ratio, ...]:
    """Every rate and mean, in reading order."""
    found = cast(dict[str, Ratio], discover("probant.indicators.ratios", "RATIO"))
    return tuple(sorted(found.values(), key=lambda item: (item.position, item.code)))


def ratio(code: str) -> Ratio | None:
    """The rate or mean of a code, or None."""
    return next((item for item in ratios() if item.code == code), None)
