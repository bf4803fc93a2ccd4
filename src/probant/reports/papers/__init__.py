"""Papers drawn from one object: a diagnosis, a committee's minutes, a mission's letter.

A paper is a file of this package that declares `PAPER`; unlike a report it has no year and no cut:
it says what the object holds, and is made from the object's own page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from probant.kernel.actor import Actor
from probant.kernel.registry import discover
from probant.reports.blocks import Content


@dataclass(frozen=True)
class PaperOrder:
    """By whom a paper is asked, and what begins its links."""

    actor: Actor
    base_url: str


@dataclass(frozen=True)
class Paper:
    """`load` gives the object that the actor may draw from, or None; `collect` its blocks.

    `refuse` says why it cannot be made now, or "" (an order that a finding holds). `verb` is that
    of the journal's entry.
    """

    slug: str
    verb: str
    load: Callable[[Actor, int], Any]
    collect: Callable[[PaperOrder, Any], Content]
    house_of: Callable[[Any], int]
    refuse: Callable[[Any], str] = lambda _: ""


@cache
def papers() -> dict[str, Paper]:
    """Every paper, by slug."""
    return cast(dict[str, Paper], discover("probant.reports.papers", "PAPER"))
