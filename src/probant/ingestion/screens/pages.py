"""The document at left: its lines, with the words read underlined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

MOST_LINES = 6000  # of a very long document; the rest is in the file itself


@dataclass(frozen=True)
class Marked:
    """Words to underline. `key` ties them to a value or to a finding at right."""

    key: str
    places: Sequence[Mapping[str, Any]]
    is_wrong: bool = False


def draw_text(text: str, pages: Sequence[Sequence[int]], marks: Iterable[Marked]) -> SafeString:
    """The text as HTML, its pages numbered, every mark around the words it was read from."""
    lines = text.split("\n")
    starts = {index: page for page, index in pages}
    spots = _spots(lines, pages, marks)
    drawn = []
    named: set[str] = set()
    for index, line in enumerate(lines[:MOST_LINES]):
        if index in starts:
            drawn.append(f'<span class="reading__page">Page {starts[index]}</span>')
        spans = spots.get(index)
        drawn.append((_underline(line, spans, named) if spans else escape(line)) + "\n")
    if len(lines) > MOST_LINES:
        drawn.append(
            '<span class="reading__page">La suite n’est pas montrée ici : ouvrez le fichier.</span>'
        )
    return SafeString("".join(drawn))  # its parts are escaped above


Span = tuple[int, int, str, bool]


def _spots(
    lines: Sequence[str], pages: Sequence[Sequence[int]], marks: Iterable[Marked]
) -> dict[int, list[Span]]:
    """Line index → spans (start, end, key, wrong) that nest and never cross."""
    first = {int(start[0]): int(start[1]) for start in pages}
    found: dict[int, list[Span]] = defaultdict(list)
    for mark in marks:
        for place in mark.places:
            index = line_index(first, place)
            if index is not None and 0 <= index < len(lines):
                span = _find(lines[index], str(place.get("text") or ""), found[index], mark)
                if span is not None:
                    found[index].append(span)
    return {index: _nested(spans) for index, spans in found.items() if spans}


def line_index(first: Mapping[int, int], place: Mapping[str, Any]) -> int | None:
    """The index of a place's line: lines are numbered by page where the document has pages."""
    line, page = place.get("line"), place.get("page")
    if line is None:
        return None
    return int(first.get(page, 0)) + int(line) - 1 if page is not None else int(line) - 1


def _find(line: str, words: str, taken: Sequence[Span], mark: Marked) -> Span | None:
    """The first place of the words that the same words of another value do not hold yet."""
    if not words.strip():
        return None
    start = line.find(words)
    held = {(span[0], span[1]) for span in taken if not mark.is_wrong and not span[3]}
    while start >= 0 and (start, start + len(words)) in held:
        again = line.find(words, start + 1)
        if again < 0:
            break
        start = again
    return (start, start + len(words), mark.key, mark.is_wrong) if start >= 0 else None


def _nested(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        start, end = span[0], span[1]
        if all(other[1] <= start or end <= other[1] for other in kept):
            kept.append(span)
    return kept


def _underline(line: str, spans: list[Span], named: set[str]) -> str:
    """The line in HTML; the first mark of each key bears an id, for links to the words read."""
    opened: dict[int, list[str]] = defaultdict(list)
    closed: dict[int, int] = defaultdict(int)
    for start, end, key, wrong in spans:
        css = "read is-wrong" if wrong else "read"
        name = escape(key)
        mark_id = "" if name in named else f' id="lu-{name}"'
        named.add(name)
        opened[start].append(f'<mark class="{css}" data-lights="{name}" tabindex="0"{mark_id}>')
        closed[end] += 1
    edges = sorted({0, len(line), *opened, *closed})
    parts = []
    for place, edge in enumerate(edges):
        parts.append("</mark>" * closed[edge] + "".join(opened[edge]))
        if place + 1 < len(edges):
            parts.append(escape(line[edge : edges[place + 1]]))
    return "".join(parts)


def place_words(place: Mapping[str, Any]) -> str:
    """A place in words: « page 2, ligne 14 »."""
    page, line = place.get("page"), place.get("line")
    words = [f"page {page}" if page else "", f"ligne {line}" if line else ""]
    return ", ".join(word for word in words if word)
