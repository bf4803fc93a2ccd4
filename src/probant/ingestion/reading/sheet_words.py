"""The words of an action sheet under the headings of the layout that it follows, and its parts.

What is read is what a person would type in the form of the sheet: a text by heading; phases,
partners, criteria and means row by row, full-time equivalents by year. A part that does not read
row by row stays in words under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from probant.funding.rules.layouts import HeadingDraft
from probant.funding.rules.sheet_text import (
    MeansLine,
    PartnerLine,
    PhaseLine,
    TargetLine,
    UnreadableLine,
    read_partners,
    read_phases,
    read_targets,
)
from probant.kernel.text import fold

FEWEST = 5  # headings under which a layout is not told from plain words
_MARKS = " \t*#_|·"
_LABEL = re.compile(r"\s*(?P<label>[^:\t]{3,140}?)\s*:(?P<rest>.*)", re.DOTALL)
_TABLE = re.compile(
    r"budget previsionnel (?:annuel )?(?:annee )?(?:19|20)\d\d|depenses recettes\b|"
    r"total des (?:depenses|charges)\b"
)
_FTE = re.compile(
    r"(?P<fte>\d{1,4}(?:[.,]\d{1,3})?)\s*ETP(?:\s+(?:pour|en)\s+(?P<year>(?:19|20|21)\d\d))?"
)
_SEASON = re.compile(r"(?P<year>(?:19|20|21)\d\d)\s*(?::\s*(?P<months>[^:]*?))?\s*:?\s*")
_TAG = re.compile(r"</?[a-z]+(?:\s[^<>]*)?>")
_NEXT = re.compile(r"(?<=\S)\s+-\s(?=[A-ZÀÉÈ])")
_BULLET = re.compile(r"^\s*(?:[-–•]\s*\.?|\.)\s+")


@dataclass(frozen=True)
class LayoutOffer:
    """A layout that a document may follow: its name, its headings."""

    name: str
    headings: Sequence[HeadingDraft]


@dataclass(frozen=True)
class SheetWords:
    """What a sheet says: `texts` by place of the heading in the layout, and its parts."""

    layout: LayoutOffer
    texts: Mapping[int, str] = field(default_factory=dict)
    phases: Sequence[PhaseLine] = ()
    partners: Sequence[PartnerLine] = ()
    targets: Sequence[TargetLine] = ()
    means: Mapping[str, Sequence[MeansLine]] = field(default_factory=dict)
    promised: Mapping[int, Decimal] = field(default_factory=dict)


def read_sheet_words(
    text: str, offers: Iterable[LayoutOffer], first_year: int
) -> SheetWords | None:
    """The sheet by the layout whose headings it names most of; None where it names too few.

    `first_year` dates the time promised without a year.
    """
    scored = []
    for offer in offers:
        found = _split(text, offer.headings)
        scored.append((len(found), offer, found))
    best = max(scored, key=lambda one: one[0], default=None)
    if best is None or best[0] < FEWEST:
        return None
    _, layout, words = best
    return _typed(layout, words, first_year)


def _split(text: str, headings: Sequence[HeadingDraft]) -> dict[int, list[str]]:
    """The lines under each heading, by its place; a heading printed twice gathers both."""
    places = {_key(one.title): place for place, one in enumerate(headings)}
    found: dict[int, list[str]] = {}
    under: int | None = None
    for line in _lines(text):
        plain = line.strip(_MARKS)
        if _TABLE.match(fold(plain)):
            under = None
            continue
        named, rest = _heading(plain, places)
        if named is not None:
            under = named
            found.setdefault(under, [])
            if rest:
                found[under].append(rest)
        elif under is not None:
            found[under].append(_said(line))
    return found


def _lines(text: str) -> Iterator[str]:
    """The lines of the document without marks of pages; points run together stand apart again."""
    for line in text.split("\n"):
        plain = _TAG.sub(" ", line)
        yield from _NEXT.sub("\n- ", plain).split("\n") if _BULLET.match(plain) else (plain,)


def _heading(line: str, places: Mapping[str, int]) -> tuple[int | None, str]:
    """The heading that a line opens, and what stands beside it."""
    whole = places.get(_key(line)) if len(line) <= 140 else None
    if whole is not None:
        return whole, ""
    match = _LABEL.match(line)
    if match is None:
        return None, ""
    return places.get(_key(match["label"])), match["rest"].strip(_MARKS)


def _key(title: str) -> str:
    """A title without what forms print differently: brackets, years, plurals."""
    plain = re.sub(r"\([^)]*\)?", "", title)
    words = [word for word in fold(plain).split() if not word.isdigit()]
    return " ".join(word.rstrip("sx") or word for word in words)


def _said(line: str) -> str:
    """A line of the document as one types it: emphasis and columns left out."""
    return " ".join(line.replace("**", "").replace("\t", " ").split())


def _typed(layout: LayoutOffer, words: Mapping[int, Sequence[str]], first_year: int) -> SheetWords:
    texts: dict[int, str] = {}
    parts: dict[str, Any] = {}
    means: dict[str, Sequence[MeansLine]] = {}
    promised: dict[int, Decimal] = {}
    for place, lines in words.items():
        kind = layout.headings[place].kind
        said = _joined(lines)
        if not said or kind == "section":
            continue
        try:
            if kind in _ROWS:
                parts[kind] = _ROWS[kind](lines)
            elif kind in ("human", "material", "financial"):
                rest = _promised(said, first_year, promised) if kind == "human" else said
                means[kind] = _means(rest)
            else:
                texts[place] = said
        except UnreadableLine:
            texts[place] = said
    return SheetWords(layout, texts, means=means, promised=promised, **parts)


def _joined(lines: Sequence[str]) -> str:
    """The lines, one blank line at most between two."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _promised(said: str, first_year: int, into: dict[int, Decimal]) -> str:
    """Write the full-time equivalents by year; the rest of the words."""
    for match in _FTE.finditer(said):
        into[int(match["year"] or first_year)] = Decimal(match["fte"].replace(",", "."))
    return _FTE.sub("", said).strip(" -–,;:.\n")


def _means(said: str) -> list[MeansLine]:
    """Means apart by semicolons or lines; a lender, whom nobody has chosen yet, stays in words."""
    parts = [_BULLET.sub("", part).strip(" .") for part in re.split(r"\s;\s|\n", said)]
    if any(len(part) > 300 for part in parts):
        raise UnreadableLine("Un moyen tient en 300 caractères.")
    return [MeansLine(part) for part in parts if part]


def _phases(lines: Sequence[str]) -> list[PhaseLine]:
    """Steps under the year and the months that stand above them."""
    head, steps = "", []
    for line in lines:
        plain = _BULLET.sub("", line).strip(" .")
        season = _SEASON.fullmatch(plain)
        if season is not None:
            head = " : ".join(filter(None, (season["year"], (season["months"] or "").strip())))
        elif plain:
            steps.append(f"{head} : {plain}" if head else plain)
    return read_phases("\n".join(steps))


def _partners(lines: Sequence[str]) -> list[PartnerLine]:
    """Partners by family; sentences that name no family stay words."""
    found = read_partners("\n".join(_BULLET.sub("", line) for line in lines))
    if not all(one.family for one in found):
        raise UnreadableLine("Des partenaires sans famille sont une phrase.")
    return [one for one in found if fold(one.name) != "etc"]


def _targets(lines: Sequence[str]) -> list[TargetLine]:
    return read_targets("\n".join(_BULLET.sub("", line).strip(" ;") for line in lines))


_ROWS: dict[str, Callable[[Sequence[str]], list[Any]]] = {
    "phases": _phases,
    "partners": _partners,
    "targets": _targets,
}
