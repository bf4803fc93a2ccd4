"""The kinds of thing that the page of a case tells: registered, read together, newest first.

A page of the timeline is one statement over all kinds (day, position, which row), cut after the
rows that it shows; then one statement for each kind among them. Five years cost what one costs.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value

from probant.journal.fresh import SLIP
from probant.journal.prepared import PreparedModels, Seen
from probant.kernel.actor import Actor
from probant.kernel.registry import Registry
from probant.support.models import Case


def _nothing(_: Any) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """One kind of fact of a case, or of row: how it is read and told.

    `word` is that of addresses; `label` the plural that the filter shows (kinds of one label are
    filtered together). `rows` gives what the actor may read of a case, where it is not a fact, from
    their ids and the roles alone: the statement is kept for other cases and people;
    `on`, `seq` and `by` are its columns for the day, the position in the journal ("" without) and
    the author ("" for who wrote the entry). `text` is what stands below, at full length; `plain`
    all that is told to those who do not read notes, where it says more to the others.
    """

    word: str
    label: str
    model: type[Any]
    tell: Callable[[Any], str]
    detail: Callable[[Any], str] = _nothing
    text: Callable[[Any], str] = _nothing
    href: Callable[[Any], str] = _nothing
    related: tuple[str, ...] = ()
    rows: Callable[[Actor, Case], QuerySet[Any]] | None = None
    on: str = "occurred_on"
    seq: str = "seq"
    by: str = ""
    voidable: bool = True
    plain: str = ""
    order: int = 100

    def of(self, actor: Actor, case: Case) -> QuerySet[Any]:
        """What the timeline of a case tells of this kind; corrections in place are left out."""
        if self.rows is not None:
            return self.rows(actor, case)
        found: QuerySet[Any] = self.model.objects.filter(case=case).exclude(void_code=SLIP)
        return found


TOGETHER = 40  # rows of a kind that one query brings: a page of the timeline
HAPPENINGS: Registry[Kind] = Registry("happenings")


def register(kind: Kind) -> None:
    """Let the pages of cases tell a kind; `order` is that of kinds within one entry."""
    HAPPENINGS.register(kind.word, kind, order=kind.order)


@dataclass(frozen=True)
class Mark:
    """Where a row stands on a timeline: its day, its position, its kind's rank, its id."""

    on: datetime.date
    seq: int
    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{self.on.isoformat()}.{self.seq}.{self.rank}.{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """Read a mark from an address; nonsense is None.

        >>> Mark.read(str(Mark(datetime.date(2023, 3, 14), 57, 2, 8))).pk
        8
        >>> Mark.read("hier")
        """
        parts = text.split(".")
        if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts[1:]):
            return None
        try:
            on = datetime.date.fromisoformat(parts[0])
        except ValueError:
            return None
        return cls(on, *(int(part[:18]) for part in parts[1:]))

    def is_after(self, kind: Kind, rank: int) -> Q:
        """The rows of a kind that come after this mark, time running down."""
        on = {kind.on: self.on}
        lower = Q(pk__lt=self.pk) if rank == self.rank else Q()
        same = Q(**on) & lower if rank <= self.rank else Q(pk__in=[])
        earlier = Q(**{f"{kind.on}__lt": self.on})
        if not kind.seq:
            return earlier | (Q(**on) if self.seq > 0 else same)
        before = Q(**on, **{f"{kind.seq}__lt": self.seq})
        return earlier | before | (same & Q(**{kind.seq: self.seq}))


def chosen_kinds(word: str) -> dict[int, Kind]:
    """Kinds by rank: all of them, or those that share the label of the one named."""
    kinds = dict(enumerate(HAPPENINGS.values()))
    named = HAPPENINGS.get(word)
    if named is None:
        return kinds
    return {rank: kind for rank, kind in kinds.items() if kind.label == named.label}


def marks(
    case: Case, actor: Actor, kinds: dict[int, Kind], *, before: Mark | None, limit: int | None
) -> list[Mark]:
    """Where the newest rows of a case stand; one query, compiled once for the first page."""
    if before is None and limit is not None and len(kinds) == len(HAPPENINGS):
        found = _first(limit).rows(actor, case=case.pk)
        return [Mark(row["on_"], row["seq_"], row["rank_"], row["pk_"]) for row in found]
    rows = _union(case, actor, kinds, before)
    return [Mark(*row) for row in (rows[:limit] if limit is not None else rows)]


@cache
def _first(limit: int) -> Seen:
    """The first page of any case."""

    def build(actor: Actor, case: int) -> QuerySet[Any]:
        kinds = dict(enumerate(HAPPENINGS.values()))
        return _union(Case(pk=case, house_id=actor.house_id), actor, kinds, None)[:limit]

    return Seen(build, "case")


def _union(case: Case, actor: Actor, kinds: dict[int, Kind], before: Mark | None) -> QuerySet[Any]:
    arms = [_arm(case, actor, rank, kind, before) for rank, kind in kinds.items()]
    whole = arms[0].union(*arms[1:], all=True)
    return whole.order_by("-on_", "-seq_", "-rank_", "-pk_")


def _arm(case: Case, actor: Actor, rank: int, kind: Kind, before: Mark | None) -> QuerySet[Any]:
    rows = kind.of(actor, case)
    if before is not None:
        rows = rows.filter(before.is_after(kind, rank))
    number = IntegerField()
    return (
        rows.order_by()
        .annotate(
            on_=F(kind.on),
            seq_=F(kind.seq) if kind.seq else Value(0, number),
            rank_=Value(rank, number),
            pk_=F("pk"),
        )
        .values_list("on_", "seq_", "rank_", "pk_")
    )


def rows_of(kinds: dict[int, Kind], found: list[Mark]) -> dict[tuple[int, int], Any]:
    """The rows that marks point to, by rank and id; one query for each kind among them."""
    loaded = {}
    for rank in sorted({mark.rank for mark in found}):
        kind = kinds[rank]
        wanted = [mark.pk for mark in found if mark.rank == rank]
        for start in range(0, len(wanted), TOGETHER):
            for row in _rows_of(kind.word).all(ids=wanted[start : start + TOGETHER]):
                loaded[rank, row.pk] = row
    return loaded


@cache
def _rows_of(word: str) -> PreparedModels[Any]:
    kind = HAPPENINGS[word]

    def build(ids: list[int]) -> QuerySet[Any]:
        rows = kind.model.objects.filter(pk__in=ids)
        # with no name at all, it would bring everything that a row points to
        return rows.select_related(*kind.related) if kind.related else rows

    return PreparedModels(build, lists={"ids": TOGETHER})
