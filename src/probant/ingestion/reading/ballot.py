"""Votes: labelled counts, counts in words, unanimity, and members named as opposed, abstaining or
not voting.

Unanimity is that of the votes cast (Rép. min. 26978, JO AN 27/01/2004): abstentions do not break
it. `unanimous` is True
where the text says so, False where it says a majority, an opposition or members set apart, else
None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from probant.ingestion.document import Document
from probant.ingestion.draft import Vote
from probant.ingestion.reading.ballot_words import (
    AND,
    COLUMNS,
    COUNTED_RE,
    EXCEPT,
    LABELLED_RE,
    LABELS,
    MAJORITY,
    MINUTES,
    NAMED_AFTER,
    NAMED_BEFORE,
    OPENING,
    OPINION,
    OTHER_WORDS,
    PAIR,
    PROXIES,
    SEQUENCE,
    SINGLE,
    SPEAKS_OF_VOTES,
    STACKED_RE,
    UNANIMOUS,
)
from probant.ingestion.reading.count_rows import counts_in_rows
from probant.ingestion.reading.counting import read_count
from probant.ingestion.reading.roll import read_roll


@dataclass(frozen=True, slots=True)
class _Atom:
    key: str
    value: int | bool | None
    start: int
    end: int
    weight: int = 2


def _kind_of(verb: str) -> str:
    if "contre" in verb or "oppos" in verb:
        return "against"
    return "abstain" if "abst" in verb else "not_voting"


def _numbers(match: re.Match[str]) -> int | None:
    for key in ("n", "n1", "n2", "n3", "n4"):
        if match.groupdict().get(key) is not None:
            return read_count(match[key])
    return None


def _count_names(document: Document, start: int, end: int) -> int:
    roll = read_roll(document.text[start:end], start)
    return sum(1 for entry in roll.entries if entry.person)


def _regions(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of text that speak of votes: the expressions below are dear, prose is long."""
    regions: list[tuple[int, int]] = []
    for match in SPEAKS_OF_VOTES.finditer(folded, start, end):
        low, high = max(start, match.start() - 160), min(end, match.end() + 420)
        if regions and low <= regions[-1][1]:
            regions[-1] = (regions[-1][0], high)
        else:
            regions.append((low, high))
    return regions


def _atoms(document: Document, start: int, end: int) -> list[_Atom]:
    found = [
        atom
        for low, high in _regions(document.folded, start, end)
        for atom in _said_in(document, low, high)
    ]
    return sorted(found, key=lambda atom: atom.start)


class _Add(Protocol):
    """Keeps what a stretch of the text says, unless other words were read there already."""

    def __call__(
        self, key: str, value: int | bool | None, a: int, b: int, weight: int = 2
    ) -> None: ...


def _said_in(document: Document, start: int, end: int) -> list[_Atom]:
    folded = document.folded
    atoms: list[_Atom] = []
    taken: list[tuple[int, int]] = []

    def free(a: int, b: int) -> bool:
        return all(b <= x or a >= y for x, y in taken)

    def add(key: str, value: int | bool | None, a: int, b: int, weight: int = 2) -> None:
        if value is not None and free(a, b):
            atoms.append(_Atom(key, value, a, b, weight))
            taken.append((a, b))

    for match in PROXIES.finditer(folded, start, end):
        add("proxies", _numbers(match), match.start(), match.end(), 1)
    for key, value, a, b in counts_in_rows(folded, start, end, COLUMNS):
        if key in LABELLED_RE:
            add(key, value, a, b)
    for run in SEQUENCE.finditer(folded, start, end):
        for match in PAIR.finditer(folded, run.start(), run.end()):
            add(LABELS[match[1]], read_count(match[2]), match.start(), match.end())
    for key, pattern in LABELLED_RE.items():
        for match in pattern.finditer(folded, start, end):
            add(key, _numbers(match), match.start(), match.end())
    for key, pattern in STACKED_RE.items():
        for match in pattern.finditer(folded, start, end):
            add(key, _numbers(match), match.start(), match.end())
    for table in (COUNTED_RE, SINGLE):
        for key, pattern in table.items():
            for match in pattern.finditer(folded, start, end):
                if not re.search(
                    r"[€%][ ]*$|\bart\w*\.?\s*$|n°\s*$",
                    folded[max(0, match.start() - 8) : match.start()],
                ):
                    add(key, _numbers(match), match.start(), match.end())
    _named(document, start, end, add)
    _said(folded, start, end, add)
    return atoms


def _named(document: Document, start: int, end: int, add: _Add) -> None:
    """Members set apart by their names: their number is counted."""
    folded = document.folded
    for match in EXCEPT.finditer(folded, start, end):
        add("unanimous", False, match.start(), match.start() + 1)
        add(
            _kind_of(match["verb"]),
            _count_names(document, *match.span("names")),
            match.start("names"),
            match.end(),
        )
        more = AND.match(folded, match.end())
        if more:
            add(
                _kind_of(more["verb"]),
                _count_names(document, *more.span("names")),
                more.start(),
                more.end(),
            )
    for key, pattern in NAMED_AFTER.items():
        for match in pattern.finditer(folded, start, end):
            number = _count_names(document, *match.span("names"))
            add(key, number or None, match.start(), match.end())
    for match in NAMED_BEFORE.finditer(folded, start, end):
        lead = (
            max(folded.rfind(mark, start, match.start()) for mark in ("\n", ". ", "(", ";", ":"))
            + 1
        )
        lead = max(lead, start)
        if match.start() - lead < 4 and lead - 2 > start:
            lead = max(folded.rfind("\n", start, lead - 2) + 1, start)
        number = _count_names(document, lead, match.start())
        add(_kind_of(match["verb"]), number or None, lead, match.end(), 1)


def _said(folded: str, start: int, end: int, add: _Add) -> None:
    for match in UNANIMOUS.finditer(folded, start, end):
        before, after = (
            folded[max(start, match.start() - 90) : match.start()],
            folded[match.end() : match.end() + 60],
        )
        if not OPINION.search(before) and not OPENING.match(after):
            add("unanimous", True, match.start(), match.end())
    for match in MAJORITY.finditer(folded, start, end):
        if "obtenu" not in folded[max(start, match.start() - 20) : match.start()]:
            add("unanimous", False, match.start(), match.end())


def find_votes(document: Document, start: int = 0, end: int | None = None) -> list[Vote]:
    """The votes of the text, in order: statements that stand together make one vote."""
    end = len(document.text) if end is None else end
    groups: list[list[_Atom]] = []
    for atom in _atoms(document, start, end):
        if groups and _together(document, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return [_vote(document, group) for group in groups if any(a.weight > 1 for a in group)]


def _together(document: Document, group: list[_Atom], atom: _Atom) -> bool:
    keys = {a.key for a in group}
    alone = all(a.weight == 1 for a in group)
    gap = document.folded[group[-1].end : atom.start]
    if (
        atom.key in keys and not (atom.key == "unanimous" and len(gap) < 60 and "\n\n" not in gap)
    ) or (atom.key != "proxies" and "proxies" in keys and len(gap) > 40):
        return False
    if alone:
        return len(gap) < 6000 and not re.search(r"^\s*(?:\d{1,2}|[a-z])\s?[.)/-]\s+\S", gap, re.M)
    if "\n" in gap and OTHER_WORDS.sub(" ", re.sub(r"\([^()]*\)", " ", gap)).strip():
        return False
    return not (
        len(gap) > 180
        or re.search(r"^\s*(?:\d{1,2}|[a-z])\s?[.)/-]+\s*[a-z]{2}", gap, re.M)
        or re.search(r"\n\s*\n[^\n]{30,}\n", gap)
    )


def _vote(document: Document, group: list[_Atom]) -> Vote:
    vote = Vote(start=min(a.start for a in group), end=max(a.end for a in group))
    for atom in group:
        if getattr(vote, atom.key) is None:
            setattr(vote, atom.key, atom.value)
    if vote.against:
        vote.unanimous = False
    vote.of_minutes = bool(MINUTES.search(document.folded[max(0, vote.start - 260) : vote.start]))
    first = min((a for a in group if a.weight > 1), key=lambda a: a.start)
    vote.where = document.where(first.start, max(first.end, first.start + 1))
    return vote


def agreed(votes: list[Vote]) -> Vote | None:
    """The vote of a sitting: what its points agree on. None where they contradict each other."""
    said = [vote for vote in votes if vote.said() and not vote.of_minutes] or [
        vote for vote in votes if vote.said()
    ]
    if not said:
        return None
    common = Vote(where=said[0].where, start=said[0].start, end=said[-1].end)
    unanimous = {vote.unanimous for vote in said if vote.unanimous is not None}
    if len(unanimous) > 1:
        return None
    common.unanimous = unanimous.pop() if unanimous else None
    for key in ("for_", "against", "abstain", "not_voting", "proxies"):
        values = {getattr(vote, key) for vote in said}
        if len(values) == 1:
            setattr(common, key, values.pop())
        elif key == "for_" and len(values - {None}) > 1:
            return None
    return common if common.said() else None
