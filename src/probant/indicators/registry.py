"""The catalogue: every file of `catalogue/` declares one `INDICATOR`; nothing else to edit."""

from functools import cache
from typing import cast

from probant.indicators.definition import Indicator
from probant.kernel.registry import discover


@cache
def catalogue() -> tuple[Indicator, ...]:
    """Every indicator of the catalogue, in reading order (position, then code)."""
    found = cast(dict[str, Indicator], discover("probant.indicators.catalogue", "INDICATOR"))
    return tuple(sorted(found.values(), key=lambda item: (item.position, item.code)))


def indicator(code: str) -> Indicator | None:
    """The indicator of a code, or None."""
    return next((item for item in catalogue() if item.code == code), None)
