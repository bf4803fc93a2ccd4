"""What came and went between two cuts of the journal: days, positions, or one of each.

A fact that came and went in between moved nothing: it stands at neither cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

from probant.journal.facts import Fact, FactQuerySet
from probant.kernel.cut import Cut

#: Why a fact stands at one cut and not at the other.
Cause = Literal["late", "voided", "corrected"]


@dataclass(frozen=True)
class Between:
    """Two cuts, the earlier first; each part is a condition on facts of any kind."""

    before: Cut
    after: Cut

    def __post_init__(self) -> None:
        if self.before.is_now:
            raise ValueError("nothing is later than now")

    @property
    def learnt(self) -> Q:
        """Stands at the later cut, and had not been recorded at the earlier one."""
        return _stands(self.after) & _not_yet(self.before)

    @property
    def gone(self) -> Q:
        """Stood at the earlier cut, and was voided by the later one."""
        return _stands(self.before) & _over(self.after)

    @property
    def moved(self) -> Q:
        """Either."""
        return self.learnt | self.gone

    def corrects(self, kind: type[Fact]) -> Q:
        """Learnt in the place of a fact that stood at the earlier cut, directly or through others.

        What takes the place of a fact that was itself recorded in between is a late fact, unless
        that one corrected an earlier one.
        """
        return self.learnt & Q(pk__in=self._correcting(kind))

    def late(self, kind: type[Fact]) -> Q:
        """Learnt in the place of none."""
        return self.learnt & ~Q(pk__in=self._correcting(kind))

    def corrected(self, kind: type[Fact]) -> Q:
        """Gone, another in its place."""
        return self.gone & Q(pk__in=_replaced(kind).values("pk"))

    def voided(self, kind: type[Fact]) -> Q:
        """Gone, and nothing in its place."""
        return self.gone & ~Q(pk__in=_replaced(kind).values("pk"))

    def standing_before(self, facts: FactQuerySet, *causes: Cause) -> FactQuerySet:
        """What stood at the earlier cut, with what some causes have changed since."""
        kind = facts.model
        replaced = Q(pk__in=_replaced(kind).values("pk"))
        stood = _stands(self.before)
        if "voided" in causes:
            stood &= _still(self.after) | replaced
        if "corrected" in causes:
            stood &= _still(self.after) | ~replaced
            stood |= self.corrects(kind)
        if "late" in causes:
            stood |= self.late(kind)
        found: FactQuerySet = facts.filter(stood)
        return found

    def _correcting(self, kind: type[Fact]) -> QuerySet[Any, Any]:
        """Keys of what stands in the place of a fact known at the earlier cut, or of its heir.

        Sought from those replaced, which are few and voided all: no fact that moved is joined to
        the one before it.
        """
        earlier = _arrived(self.before) | Q(replaces__isnull=False)
        return _replaced(kind).filter(earlier).values("replaced_by__pk")


def _replaced(kind: type[Fact]) -> FactQuerySet:
    """The facts that another took the place of: void first, then replaced, in one change."""
    facts: FactQuerySet = kind._default_manager.order_by()
    return facts.filter(void_seq__isnull=False, replaced_by__isnull=False)


def _stands(cut: Cut) -> Q:
    """Stands at a cut: recorded by then, and not over."""
    return _arrived(cut) & _still(cut)


def _arrived(cut: Cut) -> Q:
    """Had been recorded at a cut."""
    if cut.known_on is not None:
        return Q(known_on__lte=cut.known_on)
    return Q(seq__lte=cut.seq) if cut.seq is not None else Q()


def _still(cut: Cut) -> Q:
    if cut.known_on is not None:
        return Q(void_on__isnull=True) | Q(void_on__gt=cut.known_on)
    if cut.seq is not None:
        return Q(void_seq__isnull=True) | Q(void_seq__gt=cut.seq)
    return Q(void_seq__isnull=True)


def _over(cut: Cut) -> Q:
    if cut.known_on is not None:
        return Q(void_on__lte=cut.known_on)
    return Q(void_seq__lte=cut.seq) if cut.seq is not None else Q(void_seq__isnull=False)


def _not_yet(cut: Cut) -> Q:
    """Had not been recorded at a cut, which is not now."""
    return Q(known_on__gt=cut.known_on) if cut.known_on is not None else Q(seq__gt=cut.seq)
