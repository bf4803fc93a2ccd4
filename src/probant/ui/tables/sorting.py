"""The order of a list, read from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SORT = "tri"
AFTER = "apres"
BEFORE = "avant"


@dataclass(frozen=True)
class Sort:
    """key: the column's key, as in the address; field: what the database orders by."""

    key: str
    field: str
    descending: bool = False

    @property
    def word(self) -> str:
        """The value in the address: `nom` upward, `-nom` downward."""
        return f"-{self.key}" if self.descending else self.key

    @property
    def order_by(self) -> tuple[str, ...]:
        """Arguments for `QuerySet.order_by`; the id breaks ties so that pages do not overlap."""
        sign = "-" if self.descending else ""
        return (f"{sign}{self.field}",) + ((f"{sign}id",) if self.field != "id" else ())


def read_sort(query: Mapping[str, str], allowed: Mapping[str, str], default: str) -> Sort:
    """Return the order asked for; an unknown one is answered by the default."""
    asked = query.get(SORT) or default
    if asked.removeprefix("-") not in allowed:
        asked = default
    key = asked.removeprefix("-")
    return Sort(key, allowed[key], asked.startswith("-"))
