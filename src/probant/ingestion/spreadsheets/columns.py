"""Which column is what: by its name, then by what its cells hold.

Each field says what it is called (folded names) and how it is read. A column goes to the field
whose name is the nearest, unless its cells say otherwise; a column whose name says nothing goes to
a field that its cells alone recognise (addresses, identifiers). A layout that the house corrected
once is remembered by its signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from probant.ingestion.spreadsheets.apart import Row
from probant.ingestion.spreadsheets.cells import READERS, UnreadableCell, is_fault, plain
from probant.ingestion.spreadsheets.headings import Heading
from probant.kernel.text import fold

NEAR = 86.0  # of 100: how alike two names must be
SAMPLES = 40
REMEMBERED = "comme à votre dernier import"
STRICT = frozenset({"identifier", "rna", "day", "email", "telephone", "postcode"})
#: Known by their name alone: where a spreadsheet ruined every cell, its rows must be refused.
NUMBERS = frozenset({"identifier", "rna"})
#: What cells alone recognise, with the share of them that must be read.
BY_CONTENT = {"email": 0.8, "identifier": 0.8, "rna": 0.8, "telephone": 0.9}


@dataclass(frozen=True)
class Field:
    """Something that an import reads: its key, its label, its other names, how it is read.

    `names` are folded here; `reads` is a key of `cells.READERS`; `group` is where the screen shows
    it; `several` lets more than one column feed it (the first that is filled wins); `help` says
    what it is for.
    """

    key: str
    label: str
    names: tuple[str, ...] = ()
    reads: str = "text"
    group: str = ""
    help: str = ""
    assumed: bool = False
    folded: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "folded", frozenset(fold(one) for one in (self.label, *self.names))
        )


@dataclass(frozen=True)
class Match:
    """A column and the field it was given to (`""` for none), why, and some of its cells."""

    heading: Heading
    field: str
    why: str
    samples: tuple[str, ...]


def match_columns(
    headings: Sequence[Heading],
    fields: Sequence[Field],
    rows: Sequence[Row],
    remembered: Mapping[str, str] | None = None,
) -> list[Match]:
    """Give each column its field. `remembered` maps the names of columns to fields, by hand."""
    samples = {one.place: _samples(one.place, rows) for one in headings}
    given: dict[int, tuple[str, str]] = {}
    if remembered is not None:
        keys = {one.key for one in fields}
        for one in headings:
            key = remembered.get(str(one.place), "")
            given[one.place] = (key if key in keys else "", REMEMBERED)
    else:
        given = _by_name(headings, fields, samples)
        given |= _by_content(headings, fields, samples, given)
    return [
        Match(one, *given.get(one.place, ("", "")), tuple(samples[one.place][:3]))
        for one in headings
    ]


def _by_name(
    headings: Sequence[Heading], fields: Sequence[Field], samples: Mapping[int, list[str]]
) -> dict[int, tuple[str, str]]:
    scored = []
    for one in headings:
        for rank, wanted in enumerate(fields):
            score = max(_likeness(one.key, wanted), _likeness(fold(one.whole), wanted) + 1)
            by_name_alone = score >= 100 and wanted.reads in NUMBERS
            if score < NEAR or not (by_name_alone or _holds(samples[one.place], wanted)):
                continue
            scored.append((-score, one.place, rank, wanted.key))
    given: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for score, place, _, key in sorted(scored):
        if place not in given and key not in taken:
            given[place] = (key, "à son nom" if score <= -100 else "à son nom, proche")
            taken.add(key)
    return given


def _likeness(name: str, wanted: Field) -> float:
    if name in wanted.folded:
        return 100.0
    if len(name) < 4:
        return 0.0
    best = max(
        (fuzz.token_sort_ratio(name, other) for other in wanted.folded if len(other) > 3),
        default=0.0,
    )
    return min(best, 99.0)


def _holds(samples: Sequence[str], wanted: Field) -> bool:
    """Whether the cells may be of the field: a strict one must be able to read some."""
    if wanted.reads not in STRICT or not samples:
        return True
    return readable_share(samples, wanted.reads) >= 0.25


def readable_share(samples: Sequence[str], reads: str) -> float:
    """The share of the samples that a reader reads."""
    if not samples:
        return 0.0
    good = 0
    for one in samples:
        try:
            READERS[reads](one)
            good += 1
        except UnreadableCell:
            pass
    return good / len(samples)


def _by_content(
    headings: Sequence[Heading],
    fields: Sequence[Field],
    samples: Mapping[int, list[str]],
    given: Mapping[int, tuple[str, str]],
) -> dict[int, tuple[str, str]]:
    taken = {key for key, _ in given.values()}
    found: dict[int, tuple[str, str]] = {}
    for one in headings:
        cells = samples[one.place]
        if one.place in given or len(cells) < 2:
            continue
        for wanted in fields:
            share = BY_CONTENT.get(wanted.reads)
            if share is None or wanted.key in taken:
                continue
            if readable_share(cells, wanted.reads) >= share:
                found[one.place] = (wanted.key, "à son contenu")
                taken.add(wanted.key)
                break
    return found


def _samples(place: int, rows: Sequence[Row]) -> list[str]:
    """Different cells of a column, as texts, formulas in error left out."""
    seen: dict[str, None] = {}
    for _, cells in rows:
        if place < len(cells) and cells[place] is not None and not is_fault(cells[place]):
            text = plain(cells[place])
            if text:
                seen.setdefault(text)
        if len(seen) >= SAMPLES:
            break
    return list(seen)
