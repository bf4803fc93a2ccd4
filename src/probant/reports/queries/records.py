"""The records behind a figure of an edition, found by the keys that it kept, as they are now.

What was counted stays counted: a record that was voided since, whose person was erased, is listed
still and says so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Value
from django.db.models.fields import DateField

from probant.indicators.access import Reach
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure
from probant.indicators.measures import Count
from probant.indicators.own import find_indicator
from probant.indicators.queries import rows_of
from probant.indicators.screens.tables import dressed
from probant.journal.facts import FactQuerySet
from probant.journal.reasons import say_reason
from probant.kernel.cut import Cut
from probant.kernel.dates import write_short_date
from probant.reports.models import EditionFigure

AT_ONCE = 500
STANDS = "compté, inchangé"
ERASED = "fiche effacée"


@dataclass(frozen=True)
class Recorded:
    """A figure with what lists its records: `keys` those of an edition, in order."""

    title: str
    code: str
    year: int
    indicator: Indicator
    keys: Sequence[str]


def recorded(figure: EditionFigure, house_id: int) -> Recorded | None:
    """What lists the records of a figure of an edition; None where its kind is known no more."""
    known = figure.edition.known_on
    cut = Cut.known(known) if known is not None else Cut.at(figure.edition.seq)
    indicator = find_indicator(house_id, figure.code, cut) or find_indicator(house_id, figure.code)
    if indicator is None:
        return None
    title = f"{figure.label} {figure.year}"
    return Recorded(title, figure.code, figure.year, plainly(indicator), figure.keys)


def plainly(indicator: Indicator) -> Indicator:
    """The indicator as the kind of its records, whatever its measure weighs them by."""
    return replace(indicator, measure=Count(), columns=())


def rows_by_key(found: Recorded, reach: Reach, *, most: int | None = None) -> Iterator[Any]:
    """The records in the order of their keys, dressed as lists show them, with what became of them.

    Four queries for each `AT_ONCE` of them.
    """
    keys = found.keys[:most]
    for place in range(0, len(keys), AT_ONCE):
        wanted = [uuid.UUID(hex=one) for one in keys[place : place + AT_ONCE]]
        facts: FactQuerySet = found.indicator.fact.objects.filter(
            house_id=reach.house_id, key__in=wanted
        )
        listed = rows_of(facts, found.indicator)
        rows = list(listed.annotate(**_erasure(facts)).order_by("key"))
        yield from ({**row, "since": _since(row)} for row in dressed(rows, found.indicator, reach))


def _erasure(facts: FactQuerySet) -> dict[str, Any]:
    columns = {column.name for column in facts.model._meta.concrete_fields}
    asked = "person" in columns
    erased: Any = F("person__erased_on") if asked else Value(None, DateField())
    return {"erased_on": erased, "record_key": F("key")}


def _since(row: dict[str, Any]) -> str:
    if row["void_on"] is not None:
        because = f" : {say_reason(row['void_code'])}" if row["void_code"] else ""
        return f"annulé le {write_short_date(row['void_on'])}{because}"
    return ERASED if row["erased_on"] is not None else STANDS


#: What the workbook of a publication says of each record behind its figures.
HEADINGS = (
    *("Chiffre", "Structure, rencontre ou mission", "Date", "Commune ou territoire", "Connu le"),
    *("Noté par", "Depuis l’édition", "Année du chiffre", "Code", "Clef"),
)


def lines(found: Recorded, reach: Reach) -> Iterator[tuple[Any, ...]]:
    """The records as rows of the workbook, `AT_ONCE` at a time: none is kept."""
    for row in rows_by_key(found, reach):
        yield (
            found.title,
            row["subject"],
            row["occurred_on"],
            row["place"],
            row["known_on"],
            row["by"],
            row["since"],
            found.year,
            found.code,
            row["record_key"].hex,
        )


def recorded_now(figure: Figure) -> Recorded:
    """A figure that is not published yet, with the records that it counts now."""
    facts = figure.indicator.population_of_one(
        house_id=figure.house_id, period=figure.period, cut=figure.cut, scope=figure.scope
    )
    keys = sorted(one.hex for one in facts.order_by().values_list("key", flat=True))
    year = figure.period.start.year
    title = f"{figure.indicator.label} {year}"
    return Recorded(title, figure.indicator.code, year, plainly(figure.indicator), keys)
