"""What may be one thing in two houses, and nobody has said: proposed to people, counted apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from probant.consortia.models import Consortium, Match, SessionMatch, StructureMatch
from probant.consortia.rules import groups_of
from probant.directory.models import Family
from probant.directory.rules import SAME_NAME, bare_name, telling_words
from probant.indicators.across import Once, Whole
from probant.indicators.measures import Distinct
from probant.indicators.queries import place_names
from probant.kernel.text import fold

STRUCTURE, SESSION = "structure", "rencontre"
#: Beyond it, people look at the first ones first.
MOST = 200


@dataclass(frozen=True)
class End:
    """A side of a likeness: whose it is, what its house calls it, what others may read of it."""

    house_id: int
    id: int
    name: str
    place_code: str
    told: str = ""


@dataclass(frozen=True)
class Alike:
    """Two things of two houses that may be one, and what makes one think so.

    `is_strong`: counted in the least that a figure may be; a session of the same day alone is not.
    """

    kind: str
    one: End
    other: End
    because: str
    is_strong: bool = True

    @property
    def key(self) -> str:
        """What an address calls it."""
        return (
            f"{self.kind}-{self.one.house_id}-{self.one.id}-{self.other.house_id}-{self.other.id}"
        )

    def seen_by(self, house_id: int | None) -> tuple[End, End] | None:
        """Its own side first, for a house that has one."""
        if self.one.house_id == house_id:
            return self.one, self.other
        return (self.other, self.one) if self.other.house_id == house_id else None


def alike_in(consortium: Consortium, whole: Whole) -> list[Alike]:
    """What may be one thing among the facts of a figure, and was not settled; three queries."""
    if whole.once is Once.STRUCTURES:
        return _structures(whole, _settled(consortium, StructureMatch))[:MOST]
    if whole.once is Once.SESSIONS:
        return _sessions(whole, _settled(consortium, SessionMatch))[:MOST]
    return []


def least(whole: Whole, alike: Iterable[Alike]) -> int:
    """What a figure would be if all that is strongly alike were one; never less than a member's."""
    same = whole.sameness.structures or whole.sameness.sessions
    pairs = [
        (same.get(one.one.id, one.one.id), same.get(one.other.id, one.other.id))
        for one in alike
        if one.is_strong
    ]
    fewer = sum(len(group) - 1 for group in groups_of(pairs))
    return max(whole.value - fewer, *whole.own.values()) if fewer else whole.value


def _settled(consortium: Consortium, kind: type[Match]) -> set[frozenset[int]]:
    """Pairs that somebody proposed already, whatever was answered."""
    rows: Any = kind._default_manager.filter(consortium=consortium, undone_on__isnull=True)
    return {frozenset(row) for row in rows.values_list("of_proposer_id", "of_asked_id")}


def _structures(whole: Whole, settled: set[frozenset[int]]) -> list[Alike]:
    assert isinstance(whole.indicator.measure, Distinct)
    column = whole.indicator.measure.column
    shown = ("name", "name_key", "place_code", "family", "siren")
    rows = (
        whole.brought.order_by()
        .filter(**{f"{column}__isnull": False})
        .annotate(one=whole.one(), own=whole.one_of_house())
        .values_list("house_id", "one", "own", *(f"{column}__{name}" for name in shown))
        .distinct()
    )
    families = dict(Family.choices)
    ends: dict[tuple[int, int], _Sheet] = {}
    held: dict[int, set[int]] = {}
    for house, one, own, name, key, place, family, siren in sorted(rows):
        end = End(house, own, name, place, str(families.get(family, "")))
        ends.setdefault((house, own), _Sheet(end, one, bare_name(key), siren))
        held.setdefault(one, set()).add(house)
    near: dict[str, list[_Sheet]] = {}
    for _, sheet in sorted(ends.items()):
        for word in {*telling_words(sheet.key), *([sheet.siren] if sheet.siren else [])}:
            near.setdefault(word, []).append(sheet)
    found: dict[frozenset[int], Alike] = {}
    for sheets in near.values():
        for sheet, other in combinations(sheets, 2):
            pair = frozenset((sheet.end.id, other.end.id))
            if len(pair) < 2 or pair in settled or pair in found:
                continue
            if held[sheet.one] & held[other.one]:
                continue  # one already, or a house holds both: it knows them for two
            because = _because(sheet, other)
            if because:
                found[pair] = Alike(STRUCTURE, sheet.end, other.end, because)
    return sorted(found.values(), key=lambda one: (one.one.name, one.key))


@dataclass(frozen=True)
class _Sheet:
    """A structure as a house holds it, what it counts as, and what tells it apart."""

    end: End
    one: int
    key: str
    siren: str


def _because(one: _Sheet, other: _Sheet) -> str:
    if one.siren and one.siren == other.siren:
        return "même SIREN, établissements différents"
    if one.siren and other.siren:
        return ""  # two legal units
    if fuzz.token_sort_ratio(one.key, other.key) < SAME_NAME:
        return ""
    same_place = one.end.place_code and one.end.place_code == other.end.place_code
    named = "même nom" if one.key == other.key else "nom voisin"
    return f"{named}, même commune" if same_place else named


def _sessions(whole: Whole, settled: set[frozenset[int]]) -> list[Alike]:
    rows = whole.brought.order_by().values_list(
        "house_id", "session_id", "session__title", "session__starts_on", "session__place_code"
    )
    by_day: dict[datetime.date, list[End]] = {}
    days: dict[int, datetime.date] = {}
    for house, session, title, day, place in sorted(rows.distinct()):
        by_day.setdefault(day, []).append(End(house, session, title, place))
        days[session] = day
    same = whole.sameness.sessions
    found = []
    for ends in by_day.values():
        for one, other in combinations(ends, 2):
            known = same.get(one.id, one.id) == same.get(other.id, other.id)
            if one.house_id == other.house_id or known or frozenset((one.id, other.id)) in settled:
                continue
            names = [bare_name(fold(end.name)) for end in (one, other)]
            titles = fuzz.token_sort_ratio(*names) >= SAME_NAME
            place = bool(one.place_code) and one.place_code == other.place_code
            because = {
                (True, True): "même jour, même commune, même intitulé",
                (True, False): "même jour, même intitulé",
                (False, True): "même jour, même commune",
                (False, False): "même jour",
            }[titles, place]
            found.append(Alike(SESSION, one, other, because, is_strong=titles or place))
    found.sort(key=lambda one: (not one.is_strong, days[one.one.id], one.key))
    return found


def places_of(ends: Sequence[End]) -> dict[str, str]:
    """Names of the communes of these. One query."""
    return place_names(end.place_code for end in ends)
