"""Why what was published is no longer said: between two editions, or an edition and today.

What an edition said is what it kept: value, definition, scope. The account between the two is that
of the figures' own pages; where the values kept do not begin or end it (a definition of the
catalogue rewritten, something erased since), what is left is said on a line of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from probant.indicators.access import Reach
from probant.indicators.account import Reading
from probant.indicators.definition import SCOPED_BY, Indicator, Scope, Written
from probant.indicators.engine import measure
from probant.indicators.own import find_indicator
from probant.indicators.scopes import scope_changes
from probant.indicators.screens.forms import ProofForm
from probant.indicators.screens.proof import Asked
from probant.indicators.screens.why import Explained, Row, explain_between, signed
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date, write_short_date
from probant.kernel.period import Period
from probant.kernel.text import typeset
from probant.programmes.models import Action
from probant.reports.blocks import Block, Cell, Head, Section, Table, Text
from probant.reports.blocks import Row as BlockRow
from probant.reports.composition.freezing import scope_as_kept, scope_of_kept
from probant.reports.composition.reader import Asked as Key
from probant.reports.composition.rejudged import Rejudged, rejudged
from probant.reports.models import Edition, EditionFigure
from probant.ui.pieces import FactLine
from probant.ui.pieces.figure import write_value

#: So many figures are accounted for, the first of the publication; of the others, the values alone.
MOST_TOLD = 40
#: So many keys are compared; beyond, values and numbers of records are.
MOST_KEYS = 20_000
REREAD = "Relu autrement depuis (fiche effacée, définition réécrite)"
REDEFINED = "La définition a changé"


@dataclass(frozen=True)
class Side:
    """One of the two: an edition, or today (`edition` None)."""

    label: str
    day: datetime.date
    cut: Cut
    edition: Edition | None = None


def side_of(edition: Edition | None) -> Side:
    """An edition, or today."""
    if edition is None:
        return Side("Aujourd’hui", timezone.localdate(), Cut.now())
    if edition.known_on is not None:
        cut, day = Cut.known(edition.known_on), edition.known_on
        label = f"{edition.title}, édition {edition.number}, telle que connue le {write_date(day)}"
    else:
        cut, day = Cut.at(edition.seq), edition.published_on
        label = f"{edition.title}, édition {edition.number}, publiée le {write_date(day)}"
    return Side(label, day, cut, edition)


def in_order(one: Side, other: Side) -> tuple[Side, Side]:
    """The earlier first; today is the last."""

    def place(side: Side) -> tuple[Any, ...]:
        known = side.cut.known_on is not None
        return (side.edition is None, side.day, known, side.cut.seq or 0)

    first, last = sorted((one, other), key=place)
    return first, last


@dataclass(frozen=True)
class Said:
    """A figure as one of the two says it."""

    value: int | None
    definition: str
    records: int
    scope: dict[str, Any]
    keys: tuple[str, ...] | None


@dataclass(frozen=True)
class Moved:
    """A figure that the two do not say alike; `found` None where no account can be made."""

    title: str
    before: str
    after: str
    definitions: tuple[str, str] | None
    found: Explained | None


@dataclass(frozen=True)
class Comparison:
    """All that moved between the two; `still`: how many figures both say alike."""

    first: Side
    last: Side
    moved: list[Moved]
    still: int
    came: list[tuple[str, str]] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)
    rejudged: list[Rejudged] = field(default_factory=list)


def compare(house_id: int, one: Side, other: Side, *, with_names: bool) -> Comparison:
    """Hold the figures of the two against each other; the caller holds the snapshot."""
    first, last = in_order(one, other)
    before, after = _kept(first), _kept(last)
    actions = _actions(house_id, {key[2] for key in (*before, *after)})
    shared = [key for key in before if last.edition is None or key in after]
    moved: list[Moved] = []
    still = 0
    for place, key in enumerate(shared):
        told = _Told(house_id, key, before[key], actions.get(key[2]), (first, last), with_names)
        found = told.moved(after.get(key), f"c{place}-", is_accounted=len(moved) < MOST_TOLD)
        if found is None:
            still += 1
        else:
            moved.append(found)
    only = [] if last.edition is None else [key for key in after if key not in before]
    lost = [] if last.edition is None else [key for key in before if key not in after]
    return Comparison(
        first,
        last,
        moved,
        still,
        came=[_named(after[key], actions) for key in only],
        went=[_named(before[key], actions) for key in lost],
        rejudged=rejudged(house_id, first.edition, last.edition),
    )


def _kept(side: Side) -> dict[Key, EditionFigure]:
    if side.edition is None:
        return {}
    rows = EditionFigure.objects.filter(edition=side.edition)
    return {(row.code, row.year, row.action): row for row in rows}


def _actions(house_id: int, wanted: set[int]) -> dict[int, Action]:
    rows = Action.objects.filter(house_id=house_id, pk__in=wanted - {0})
    return {one.pk: one for one in rows.prefetch_related(*SCOPED_BY)}


def _title(row: EditionFigure, actions: dict[int, Action]) -> str:
    action = actions.get(row.action)
    words = f"{row.label[:1].upper()}{row.label[1:]}, {row.year}"
    return f"{words}, action « {action.name} »" if action else words


def _named(row: EditionFigure, actions: dict[int, Action]) -> tuple[str, str]:
    return _title(row, actions), write_value(row.value, _written(row))


def _written(row: EditionFigure) -> Written:
    return row.written  # type: ignore[return-value]


@dataclass(frozen=True)
class _Told:
    """One figure of the earlier side, held against the later one."""

    house_id: int
    key: Key
    before: EditionFigure
    action: Action | None
    sides: tuple[Side, Side]
    with_names: bool

    @property
    def period(self) -> Period:
        return Period.year(self.key[1])

    def moved(
        self, after: EditionFigure | None, anchor: str, *, is_accounted: bool
    ) -> Moved | None:
        """What moved, or None where both say the same of the same records."""
        then = self._indicator(self.sides[0].cut)
        now = self._indicator(self.sides[1].cut)
        if now is None or then is None or (self.key[2] and self.action is None):
            return self._lost(after)
        said = _said(after) if after is not None else self._today(now)
        kept = _said(self.before)
        redefined = kept.definition != said.definition
        same = (kept.value, kept.records) == (said.value, said.records)
        if same and not redefined and kept.scope == said.scope and kept.keys == said.keys:
            return None
        found = self._account(then, now, (kept, said), anchor) if is_accounted else None
        return Moved(
            self._title,
            write_value(kept.value, _written(self.before)),
            write_value(said.value, now.written),
            (kept.definition, said.definition) if redefined else None,
            found,
        )

    @property
    def _title(self) -> str:
        return _title(self.before, {self.key[2]: self.action} if self.action else {})

    def _indicator(self, cut: Cut) -> Indicator | None:
        return find_indicator(self.house_id, self.key[0], cut)

    def _lost(self, after: EditionFigure | None) -> Moved | None:
        """A figure or an action that is no more: the values that were kept are all there is."""
        if after is not None and _held(after) == _held(self.before):
            return None
        written = _written(self.before)
        said = write_value(after.value, written) if after is not None else "n’existe plus"
        return Moved(self._title, write_value(self.before.value, written), said, None, None)

    def _today(self, indicator: Indicator) -> Said:
        scope = self._scope_now()
        figure = measure(
            indicator, house_id=self.house_id, period=self.period, cut=Cut.now(), scope=scope
        )
        keys = None
        if figure.records <= MOST_KEYS:
            facts = indicator.population_of_one(
                house_id=self.house_id, period=self.period, cut=Cut.now(), scope=scope
            )
            keys = tuple(sorted(one.hex for one in facts.order_by().values_list("key", flat=True)))
        definition = indicator.definition
        if self.action is not None:
            definition += f" Dans le périmètre de l’action « {self.action.name} »."
        held = scope_as_kept(scope) if self.action is not None else {}
        return Said(figure.said, typeset(definition), figure.records, held, keys)

    def _scope_now(self) -> Scope:
        return Scope.of(self.action) if self.action is not None else scope_of_kept({})

    def _account(
        self, then: Indicator, now: Indicator, said: tuple[Said, Said], anchor: str
    ) -> Explained:
        first, last = self.sides
        scopes = [scope_of_kept(one.scope) for one in said]
        named = None if self.with_names else frozenset[int]()
        reach = Reach(self.house_id, scopes[1], self.action, named)
        figure = measure(
            now, house_id=self.house_id, period=self.period, cut=last.cut, scope=scopes[1]
        )
        none = now.fact.objects.none()
        asked = Asked(now, reach, ProofForm(QueryDict()), figure, none, timezone.localdate())
        found = explain_between(
            asked,
            Reading(then, first.cut, scopes[0]),
            Reading(now, last.cut, scopes[1]),
            days=(first.day, last.day),
            changes=scope_changes(self.action) if self.action is not None else [],
            anchor=anchor,
            labels=(first.label, last.label),
        )
        _reconcile(found, said)
        return found


def _held(row: EditionFigure) -> tuple[int | None, str, list[str]]:
    return row.value, typeset(row.definition), row.keys


def _said(row: EditionFigure) -> Said:
    keys = tuple(row.keys) if row.records <= MOST_KEYS else None
    return Said(row.value, typeset(row.definition), row.records, row.scope, keys)


def _reconcile(found: Explained, said: tuple[Said, Said]) -> None:
    """A line for what the account does not reach: what was kept is what was said."""
    account = found.account
    words = REDEFINED if said[0].definition != said[1].definition else REREAD
    left = [
        (account.before.value - (said[0].value or 0), 0),
        ((said[1].value or 0) - account.after.value, len(found.rows) + 1),
    ]
    for amount, place in left:
        if amount:
            found.rows.insert(place, Row(words, "", signed(amount, account), ""))


def blocks_of(found: Comparison, *, with_authors: bool) -> Iterator[Block]:
    """The comparison as the annex of a paper: causes, days, who where the reader may know.

    What each fact is about stays in the house: a paper goes out of it.
    """
    if not (found.moved or found.came or found.went or found.rejudged):
        return
    yield Section(f"Pourquoi des chiffres ont bougé depuis : {found.first.label}", on_new_page=True)
    for one in found.moved:
        yield Section(f"{one.title} : {one.before} → {one.after}", 2)
        if one.definitions is not None:
            yield Text(f"Définition d’alors : {one.definitions[0]}", quiet=True)
            yield Text(f"Définition de cette édition : {one.definitions[1]}", quiet=True)
        if one.found is not None:
            yield from _accounted(one, one.found, with_authors)
    for title, rows in (("Chiffres nouveaux", found.came), ("Chiffres retirés", found.went)):
        if rows:
            yield Section(title, 2)
            cells = tuple(BlockRow((Cell(name), Cell(value))) for name, value in rows)
            yield Table(title, (Head("Chiffre", share=6), Head("Valeur", True, 2)), cells)
    if found.rejudged:
        title = "Ce qui est apprécié autrement"
        yield Section(title, 2)
        heads = (Head("Appréciation", share=5), Head("Avant", share=2), Head("Maintenant", share=2))
        told = [(one.title, one.before, one.after, one.why) for one in found.rejudged]
        lines = tuple(BlockRow(tuple(map(Cell, line))) for line in told)
        yield Table(title, (*heads, Head("Depuis", share=3)), lines)


def _accounted(one: Moved, found: Explained, with_authors: bool) -> Iterator[Block]:
    rows = [BlockRow((Cell("Avant"), Cell(""), Cell(one.before)))]
    rows += [
        BlockRow((Cell(row.label), Cell(row.facts), Cell(row.effect or "—"))) for row in found.rows
    ]
    rows.append(BlockRow((Cell("Maintenant"), Cell(""), Cell(one.after)), "total"))
    ways = Head("D’une valeur à l’autre", share=5)
    heads = (ways, Head("Faits", True, 2), Head("Effet", True, 2))
    yield Table(f"Le compte : {one.title}", heads, tuple(rows))
    for change in found.scopes:
        by = f", par {change.by}" if with_authors and change.by else ""
        yield Text(f"Périmètre, le {write_date(change.on)}{by} : {' ; '.join(change.words)}.")
    lines = [(group.heading, line) for group in found.groups for line in group.lines]
    lines += [("Fiches réunies ou séparées", line) for line in found.merges]
    if lines:
        yield _facts(one.title, lines, with_authors)
    left = sum(group.left for group in found.groups)
    if left:
        yield Text(f"{left} faits de plus, dans les mêmes écritures.", quiet=True)


def _facts(title: str, lines: Sequence[tuple[str, FactLine]], with_authors: bool) -> Table:
    heads = [Head("Fait du", share=2), Head("Ce qui s’est passé", share=4), Head("Le", share=2)]
    heads += [Head("Par", share=3)] if with_authors else []
    rows = []
    for heading, line in lines:
        on = line.voided_on or line.known_on
        because = f" : {line.voided_because}" if line.voided_because else ""
        cells = [
            Cell(write_short_date(line.occurred_on)),
            Cell(f"{heading}{because}"),
            Cell(write_short_date(on) if on else ""),
        ]
        if with_authors:
            cells.append(Cell("" if line.voided_on else line.by))  # the reason says who voided
        rows.append(BlockRow(tuple(cells)))
    return Table(f"Les faits : {title}", tuple(heads), tuple(rows))
