"""What a report is: a slug, a title, and a function that collects blocks for a request."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.registry import discover
from probant.reports.blocks import Content


class NoReport(Exception):
    """The report cannot be made as asked; the message is French and says what to do."""


@dataclass(frozen=True)
class ReportOrder:
    """What a report is asked for: by whom, about which house and year, as known when.

    `base_url` begins the links of the report; `today` is the civil day on which it is made;
    `organisation_id` is the structure that a report is about, where it is about one.
    """

    actor: Actor
    house_id: int
    year: int
    cut: Cut
    base_url: str
    today: datetime.date
    convention_id: int | None = None
    organisation_id: int | None = None
    model_id: int | None = None
    request_id: int | None = None
    deliberation_id: int | None = None
    sitting_id: int | None = None

    @property
    def as_of(self) -> datetime.date:
        """The day the report speaks of: the day of knowledge, else today."""
        return self.cut.known_on or self.today


@dataclass(frozen=True)
class Report:
    """A file of the catalogue. `collect` reads in one snapshot and writes nothing.

    It is about a year of a house, about one organisation over all years, about an act or a sitting
    of a body. `writers`: endings that it writes in a way of its own. `publishes`: what stands is
    sealed (a draft publishes nothing). `has_year`: its year is that of what it is about, unsaid.
    """

    slug: str
    title: str
    collect: Callable[[ReportOrder], Content]
    about: Literal["year", "organisation", "deliberation", "sitting"] = "year"
    writers: Mapping[str, Callable[["ReportOrder"], bytes]] = field(default_factory=dict)
    publishes: bool = True
    has_year: bool = False


@cache
def catalogue() -> dict[str, Report]:
    """Every report, by slug."""
    return cast(dict[str, Report], discover("probant.reports.catalogue", "REPORT"))
