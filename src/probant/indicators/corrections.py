"""A correction of a fact, told column by column: what it said, what says so instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from probant.indicators.queries import place_names
from probant.journal.facts import VOID_COLUMNS, Fact
from probant.kernel.dates import write_date

#: Columns of the journal, and those copied along with another: they say nothing to a reader.
SILENT = frozenset(
    {"id", "house_id", "seq", "known_on", "is_declared", "replaces", "key", "digest"}
    | {"digest_version", "place_vintage", *VOID_COLUMNS}
)
NOTHING = "rien"


@dataclass(frozen=True)
class Change:
    """One column that a correction changed, with its name and both its words."""

    column: str
    label: str
    before: str
    after: str


def changes_of(pairs: Sequence[tuple[Fact, Fact]]) -> list[list[Change]]:
    """What each correction changed, of facts of one kind; a query for each kind of thing named."""
    if not pairs:
        return []
    columns = [one for one in type(pairs[0][0])._meta.concrete_fields if one.name not in SILENT]
    found = [
        [one for one in columns if getattr(old, one.attname) != getattr(new, one.attname)]
        for old, new in pairs
    ]
    words = _Words(pairs, found)
    return [
        [
            Change(one.name, str(one.verbose_name), words.of(old, one), words.of(new, one))
            for one in changed
            if not _is_copied(one.name, {other.name for other in changed})
        ]
        for (old, new), changed in zip(pairs, found, strict=True)
    ]


def _is_copied(name: str, changed: set[str]) -> bool:
    """Whether a column is the code of a thing that the correction changed too."""
    return name.endswith("_code") and name.removesuffix("_code") in changed


class _Words:
    """How the values of some columns are said: things by their names, codes by their words."""

    def __init__(self, pairs: Sequence[tuple[Fact, Fact]], found: list[list[Any]]) -> None:
        things: dict[Any, set[int]] = defaultdict(set)
        places: set[str] = set()
        for pair, columns in zip(pairs, found, strict=True):
            for column in columns:
                said = {getattr(fact, column.attname) for fact in pair} - {None, ""}
                if column.is_relation:
                    things[column.related_model] |= said
                elif column.name == "place_code":
                    places |= said
        self.things = {model: model._base_manager.in_bulk(pks) for model, pks in things.items()}
        self.places = place_names(places) if places else {}

    def of(self, fact: Fact, column: Any) -> str:
        value = getattr(fact, column.attname)
        if value is None or value == "":
            return NOTHING
        if column.is_relation:
            return str(self.things[column.related_model].get(value, value))
        if column.name == "place_code":
            return self.places.get(value, value)
        if column.flatchoices:
            return str(dict(column.flatchoices).get(value, value))
        return write_date(value) if hasattr(value, "isoformat") else str(value)
