"""What came and went between two cuts of the journal: days, positions, or one of each.

A fact that came and went in between moved nothing: it stands at neither cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from probant.journal.facts import FactQuerySet
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

    @property
    def corrects(self) -> Q:
        """Learnt in the place of a fact that stood at the earlier cut, directly or through others.

        What takes the place of a fact that was itself recorded in between is a late fact, unless
        that one corrected an earlier one.
        """
        known = Q(replaces__isnull=False) & _arrived(self.before, "replaces__")
        return self.learnt & (known | Q(replaces__replaces__isnull=False))

    @property
    def late(self) -> Q:
        """Learnt in the place of none."""
        first = Q(replaces__isnull=True)
        second = _not_yet(self.before, "replaces__") & Q(replaces__replaces__isnull=True)
        return self.learnt & (first | second)

    @property
    def corrected(self) -> Q:
        """Gone, another in its place."""
        return self.gone & Q(replaced_by__isnull=False)

    @property
    def voided(self) -> Q:
        """Gone, and nothing in its place."""
        return self.gone & Q(replaced_by__isnull=True)

    def standing_before(self, facts: FactQuerySet, *causes: Cause) -> FactQuerySet:
        """What stood at the earlier cut, with what some causes have changed since."""
        stood = _stands(self.before)
        if "voided" in causes:
            stood &= _still(self.after) | Q(replaced_by__isnull=False)
        if "corrected" in causes:
            stood &= _still(self.after) | Q(replaced_by__isnull=True)
            stood |= self.corrects
        if "late" in causes:
            stood |= self.late
        found: FactQuerySet = facts.filter(stood)
        return found


def _stands(cut: Cut) -> Q:
    """Stands at a cut: recorded by then, and not over."""
    return _arrived(cut) & _still(cut)


def _arrived(cut: Cut, path: str = "") -> Q:
    """Had been recorded at a cut; of a fact that `path` leads to, where there is one."""
    if cut.known_on is not None:
        return Q(**{f"{path}known_on__lte": cut.known_on})
    return Q(**{f"{path}seq__lte": cut.seq}) if cut.seq is not None else Q()


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


def _not_yet(cut: Cut, path: str = "") -> Q:
    """Had not been recorded at a cut, which is not now; of a fact that `path` leads to."""
    if cut.known_on is not None:
        return Q(**{f"{path}known_on__gt": cut.known_on})
    return Q(**{f"{path}seq__gt": cut.seq})
