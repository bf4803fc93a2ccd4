"""The shipped families of partners of a network: short, dated, sourced; houses add their own."""

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SHIPPED = files("probant.gatherings").joinpath("data/network_families.toml")


@dataclass(frozen=True)
class ShippedFamily:
    """A heading of the action sheet, in its order."""

    code: str
    name: str
    since: datetime.date
    position: int


@cache
def shipped_families() -> tuple[ShippedFamily, ...]:
    """The families of the file, in its order."""
    held = tomllib.loads(SHIPPED.read_text("utf-8"))
    return tuple(
        ShippedFamily(one["code"], one["name"], held["in_force_from"], place)
        for place, one in enumerate(held["family"], 1)
    )
