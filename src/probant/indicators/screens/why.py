"""Why a figure moved, whole: an account that adds up, and behind each line its facts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from probant.accounts.queries import authors
from probant.indicators.account import FACTS, Account, Reading, Why, account_of
from probant.indicators.between import Cause
from probant.indicators.corrections import Change, changes_of
from probant.indicators.definition import Indicator, Scope
from probant.indicators.measures import Distinct, Hours, Posts, Sum
from probant.indicators.own import find_indicator
from probant.indicators.queries import last_said, rows_of
from probant.indicators.scopes import ScopeChange, scope_at, scope_changes
from probant.indicators.screens.moves import beside_lines, line_of, merge_lines
from probant.indicators.screens.proof import Asked
from probant.indicators.screens.rescoped import Rescoped, rescoped
from probant.indicators.screens.tables import dressed
from probant.journal.facts import Fact, FactQuerySet
from probant.journal.models import JournalEntry
from probant.kernel.cut import Cut
from probant.kernel.verbs import words_of
from probant.ui.pieces import FactLine
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_count

#: So many facts of a cause are listed one by one; beyond, the entries that wrote them are.
MOST_LINES = 100
MOST_ENTRIES = 20
ALREADY = "compte par un autre fait"
HEADINGS: dict[Why, str] = {
    "definition": "La définition a changé",
    "scope": "Le périmètre de l’action a changé",
    "voided": "Annulés depuis",
    "corrected": "Corrigés depuis",
    "late": "Notés après coup",
    "merged": "Fiches de structures réunies ou séparées",
}


@dataclass(frozen=True)
class Row:
    """A line of the account: what, how many facts, by how much; `anchor`: where its facts are."""

    label: str
    facts: str
    effect: str
    anchor: str


@dataclass(frozen=True)
class Batch:
    """The facts that one entry of the journal wrote or voided: an import is one line."""

    on: datetime.date
    words: str
    by: str
    facts: int


@dataclass(frozen=True)
class Group:
    """The facts of a cause; `batches` in place of what `lines` leaves out."""

    anchor: str
    heading: str
    lines: list[FactLine]
    batches: list[Batch]
    left: int


@dataclass(frozen=True)
class Explained:
    """The page: two days, two values, the account, its facts."""

    after: datetime.date
    until: datetime.date
    before_said: str
    after_said: str
    difference: str
    rows: list[Row]
    adds_up: bool
    groups: list[Group]
    scopes: list[Rescoped]
    merges: list[FactLine]
    beside: list[FactLine]
    account: Account
    anchor: str = ""
    labels: tuple[str, str] | None = None

    @property
    def is_still(self) -> bool:
        """Whether nothing at all happened in between."""
        return not (self.rows or self.merges or self.beside or self.scopes)


def explain(asked: Asked) -> Explained:
    """Why the figure moved between the days asked, or since it was last said outside."""
    reach, indicator = asked.reach, asked.indicator
    since = last_said(reach.house_id, indicator.code, asked.figure.period, asked.today)
    after, until = asked.form.moves(since, asked.today)
    first, last = Cut.known(after), Cut.known(until)
    changes = scope_changes(reach.action) if reach.action else []
    before = Reading(_defined(asked, first), first, _scope(asked, changes, first))
    then = Reading(_defined(asked, last), last, _scope(asked, changes, last))
    return explain_between(asked, before, then, days=(after, until), changes=changes)


def explain_between(
    asked: Asked,
    before: Reading,
    then: Reading,
    *,
    days: tuple[datetime.date, datetime.date],
    changes: Sequence[ScopeChange] = (),
    anchor: str = "",
    labels: tuple[str, str] | None = None,
) -> Explained:
    """Why the figure is not the same in two readings of it, the earlier first.

    `days` are those of the two, `labels` what they are called; `anchor` begins the ids of its
    parts, where a page holds several.
    """
    account = account_of(
        house_id=asked.reach.house_id, period=asked.figure.period, before=before, after=then
    )
    first, last = before.cut, then.cut
    between = [one for one in changes if one.comes_after(first) and not one.comes_after(last)]
    return Explained(
        *days,
        write_value(account.before.said, before.indicator.written),
        write_value(account.after.said, then.indicator.written),
        signed(account.difference, account),
        [_row(step.why, step.facts, step.effect, account, anchor) for step in account.steps],
        account.adds_up,
        [_group(asked, account, cause, anchor) for cause in FACTS if account.count(cause)],
        rescoped(asked, between, changes),
        merge_lines(asked, *days),
        [one.line for one in beside_lines(asked, *days)],
        account,
        anchor,
        labels,
    )


def _defined(asked: Asked, cut: Cut) -> Indicator:
    """The figure as it was defined at a cut: those of the house have versions."""
    code = asked.indicator.code
    return find_indicator(asked.reach.house_id, code, cut) or asked.indicator


def _scope(asked: Asked, changes: Sequence[ScopeChange], cut: Cut) -> Scope:
    action = asked.reach.action
    return scope_at(action, changes, cut) if action and changes else asked.reach.scope


def signed(amount: int, account: Account) -> str:
    """« + 2 », « − 1 », « 0 », in the unit of the figure."""
    said = write_value(abs(amount), account.after.indicator.written)
    return said if amount == 0 else f"{'+' if amount > 0 else '−'}\u00a0{said}"


def _row(why: Why, facts: int, effect: int | None, account: Account, anchor: str) -> Row:
    return Row(
        HEADINGS[why],
        write_count(facts, "fait") if facts else "",
        "" if effect is None else signed(effect, account),
        "" if why == "definition" else f"{anchor}faits-{why}",
    )


def _group(asked: Asked, account: Account, cause: Cause, anchor: str) -> Group:
    facts, total = account.of(cause), account.count(cause)
    shown = facts
    if total > MOST_LINES:  # sorted by their keys alone, before anything is joined to them
        keys = list(facts.values_list("pk", flat=True)[:MOST_LINES])
        shown = account.ever.filter(pk__in=keys).order_by("known_on", "id")
    rows = dressed(list(rows_of(shown, asked.indicator)), asked.indicator, asked.reach)
    lines = (
        _corrected(asked, account, rows)
        if cause == "corrected"
        else [
            _line(row, cause, words)
            for row, words in zip(rows, _effects(account, rows, cause), strict=True)
        ]
    )
    left = max(0, total - MOST_LINES)
    batches = _batches(asked, facts, cause) if left else []
    return Group(f"{anchor}faits-{cause}", HEADINGS[cause], lines, batches, left)


def _line(row: dict[str, Any], cause: Cause, words: str) -> FactLine:
    found = line_of(row, is_gone=cause == "voided")
    return FactLine(**{**vars(found), "detail": words})


def _effects(account: Account, rows: Sequence[dict[str, Any]], cause: Cause) -> list[str]:
    """What each fact did to the figure: a structure that counted already moves nothing.

    Two queries at most, however many facts.
    """
    measure, sign = account.after.indicator.measure, "+" if cause == "late" else "−"
    if isinstance(measure, Sum | Hours | Posts):
        shown = account.ever.filter(pk__in=[row["id"] for row in rows])
        values = dict(shown.values_list("pk", measure.column))
        written = account.after.indicator.written
        unit = written if isinstance(measure, Sum) else ""
        minutes = " min" if isinstance(measure, Hours | Posts) else ""
        return [f"{sign}\u00a0{write_value(values[row['id']] or 0, unit)}{minutes}" for row in rows]
    if not isinstance(measure, Distinct) or not account.adds_up:
        return ["" for _ in rows]
    return _first_of_each(account, rows, cause, sign)


def _first_of_each(
    account: Account, rows: Sequence[dict[str, Any]], cause: Cause, sign: str
) -> list[str]:
    """Of different things, each counts once: the first fact of one that nothing else holds moves.

    Held against what the causes before this one had left, as the account is.
    """
    first = account.before
    one = account.after.indicator.counted_one(house_id=first.house_id, cut=first.cut)
    named = account.ever.order_by().annotate(counted_key=one)
    keys = dict(named.filter(pk__in=[row["id"] for row in rows]).values_list("pk", "counted_key"))
    done: tuple[Cause, ...] = ("voided",) if cause == "voided" else ("voided", "corrected")
    held = account.between.standing_before(named, *done).filter(
        counted_key__in={key for key in keys.values() if key is not None}
    )
    seen = set(held.values_list("counted_key", flat=True).distinct())
    words = []
    for row in rows:
        key = keys[row["id"]]
        moves = key is not None and key not in seen
        seen.add(key)
        words.append(f"{sign}\u00a01" if moves else "" if key is None else ALREADY)
    return words


def _corrected(asked: Asked, account: Account, rows: list[dict[str, Any]]) -> list[FactLine]:
    """Corrections, each once: what it changed, and whether it leaves the figure or enters it."""
    said = {row["id"]: row for row in rows}
    kind = asked.indicator.fact
    facts = kind._default_manager.filter(pk__in=said).select_related("replaces", "replaced_by")
    pairs: dict[int, tuple[Fact, Fact]] = {}
    for fact in facts.order_by("known_on", "seq", "pk"):
        later = getattr(fact, "replaced_by", None)
        old, new = (fact, later) if fact.void_seq is not None and later else (fact.replaces, fact)
        pairs.setdefault(new.pk, (old, new))
    both = {fact.pk for pair in pairs.values() for fact in pair}
    inside = set(account.ever.order_by().filter(pk__in=both).values_list("pk", flat=True))
    told = changes_of(list(pairs.values()))
    return [
        _correction(asked, said.get(new.pk) or said[old.pk], (old, new), changes, inside)
        for (old, new), changes in zip(pairs.values(), told, strict=True)
    ]


def _correction(
    asked: Asked,
    row: dict[str, Any],
    pair: tuple[Fact, Fact],
    changes: list[Change],
    inside: set[int],
) -> FactLine:
    old, new = pair
    words = [_changed(one, is_whole=asked.reach.is_whole) for one in changes]
    if new.pk not in inside:
        words.append("sort de ce chiffre")
    if old.pk not in inside:
        words.append("entre dans ce chiffre")
    line = line_of(row, is_gone=False)
    by = row["voided_by"] if row["id"] == old.pk else row["by"]
    return FactLine(
        **{
            **vars(line),
            "detail": " ; ".join(words) or "noté de nouveau, sans autre changement",
            "known_on": new.known_on,
            "by": by,
        }
    )


def _changed(one: Change, *, is_whole: bool) -> str:
    """« date : 3 mars 2023 → 5 janvier 2024 »; the name of the column alone without names."""
    return f"{one.label}\u00a0: {one.before} → {one.after}" if is_whole else f"{one.label} changé"


def _batches(asked: Asked, facts: FactQuerySet, cause: Cause) -> list[Batch]:
    """The entries behind the facts of a cause, those that hold most first; three queries."""
    column = "void_seq" if cause == "voided" else "seq"
    found = dict(
        facts.order_by()
        .values_list(column)
        .annotate(held=Count("pk"))
        .order_by("-held", column)[:MOST_ENTRIES]
    )
    entries = JournalEntry.objects.filter(house_id=asked.reach.house_id, seq__in=found)
    days = dict(
        asked.indicator.fact._default_manager.filter(
            house_id=asked.reach.house_id, **{f"{column}__in": found}
        ).values_list(column, "void_on" if cause == "voided" else "known_on")
    )
    verbs = dict(entries.values_list("seq", "verb"))
    wrote = authors(asked.reach.house_id, found, system="Probant") if asked.reach.is_whole else {}
    return [
        Batch(days[seq], words_of(verbs[seq]), wrote.get(seq, ""), held)
        for seq, held in found.items()
    ]
