"""What can be imported: a kind declares its fields, and how a row is held against the books.

One file a kind in `catalogue/`, exposing `KIND`. An importer takes the rows in order. It holds
each one against what the books and the rows before it say, and notes what would become of it; where
it has a journal entry it writes as well. So the preview and the import are one code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, cast

from probant.ingestion.spreadsheets.columns import Field, Match
from probant.journal.door import Entry
from probant.kernel.actor import Actor
from probant.kernel.registry import discover

BREAK = " — "  # between what becomes of a row, what was mended of it, and what is to be looked at


class State(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    MERGE = "merge"
    SAME = "same"
    DOUBLE = "double"
    REFUSE = "refuse"
    APART = "apart"
    MISSING = "missing"
    ASIDE = "aside"


STATE_WORDS = {
    State.CREATE: "à créer",
    State.MERGE: "à compléter",
    State.SAME: "déjà là",
    State.DOUBLE: "double possible",
    State.REFUSE: "refusée",
    State.APART: "différente",
    State.MISSING: "absente du fichier",
    State.ASIDE: "laissée de côté",
}


class Decision(StrEnum):
    """What a person decides of a possible double."""

    UNDECIDED = ""
    MERGE = "merge"
    CREATE = "create"
    SKIP = "skip"


@dataclass(slots=True)
class Line:
    """A row of the file: its place among all, its number in its sheet, its cells by field.

    `sheet` is the code of what its sheet holds, for kinds that are read sheet by sheet.
    """

    place: int
    number: int
    cells: dict[str, Any]
    sheet: str = ""


@dataclass(slots=True)
class Outcome:
    """What becomes of a row: `label` names it, `words` say why; `twin` is the likely double."""

    place: int
    number: int
    state: State
    label: str = ""
    words: str = ""
    twin: str = ""
    twin_kind: str = ""
    twin_id: int = 0


@dataclass
class Made:
    """What an import wrote besides facts: ids by kind of row, and what it changed in others."""

    created: dict[str, list[int]] = field(default_factory=dict)
    changed: list[tuple[str, int, dict[str, list[Any]]]] = field(default_factory=list)
    facts: int = 0

    def add(self, kind: str, ids: Iterable[int]) -> None:
        """Note rows that were created."""
        self.created.setdefault(kind, []).extend(ids)


@dataclass
class Context:
    """What an importer works with. `entry` is None for a preview: nothing is written.

    `decisions` are those of the doubles, by the place of the row; `doubles` is the one for all the
    others. `settings` are the choices for the whole file, `sheets` what its sheets hold, `name` and
    `fields` the file's and those of its columns. `told`: sentences on the file as a whole.
    """

    actor: Actor
    house_id: int
    settings: Mapping[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    decisions: Mapping[int, str] = field(default_factory=dict)
    doubles: str = Decision.UNDECIDED
    made: Made = field(default_factory=Made)
    sheets: frozenset[str] = frozenset()
    name: str = ""
    fields: frozenset[str] = frozenset()
    told: list[str] = field(default_factory=list)

    def decision(self, place: int) -> str:
        """What was decided of the double of a row."""
        return self.decisions.get(place) or self.doubles


class Importer(Protocol):
    """Takes rows by batches, in order. One that `waits` may tell of a row at the end only."""

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        ...

    def end(self) -> list[Outcome]:
        """Once all rows were taken: what the books have and the file has not."""
        ...


@dataclass(frozen=True)
class Setting:
    """A choice for the whole file: its values and their words; the first is the default."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    help: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of import. `needs` are sets of fields of which one column at least is asked.

    `adjust` may move columns once matched, knowing them all; `sheets` says that the file is read
    sheet by sheet, each with its own fields. `remarks` are said of the columns; `state_words` are
    its own for what becomes of a row; `replaces`: a file stands in place of the one before it, so
    that rows which are missing are written too. `tells`: what becomes of rows that is also kept
    once the file was imported.
    """

    code: str
    label: str
    about: str
    fields: Callable[[int], Sequence[Field]]
    needs: tuple[tuple[frozenset[str], str], ...]
    open: Callable[[Context], Importer]
    settings: Callable[[int], Sequence[Setting]] = lambda house_id: ()
    adjust: Callable[[list[Match]], list[Match]] = lambda matches: matches
    sheet_of: Callable[[str], str] | None = None
    sheet_fields: Callable[[str], Sequence[Field]] | None = None
    order: int = 100
    remarks: Callable[[Sequence[Match]], list[str]] = lambda matches: []
    state_words: Mapping[State, str] = field(default_factory=dict)
    replaces: bool = False
    tells: frozenset[State] = frozenset()

    def word(self, state: State) -> str:
        """What becomes of a row, in this kind's words."""
        return self.state_words.get(state, STATE_WORDS[state])


def kinds() -> dict[str, Kind]:
    """Every kind of import, in order, by code."""
    found = cast(dict[str, Kind], discover("probant.ingestion.spreadsheets.catalogue", "KIND"))
    ordered = sorted(found.values(), key=lambda one: (one.order, one.code))
    return {one.code: one for one in ordered}
