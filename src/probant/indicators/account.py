"""Why a figure moved: an account that goes from one value to the other, cause by cause.

Causes are applied one after the other, each to what those before it left: their effects add up to
the whole difference, whatever the measure. Everything is counted by the database: the account of
100 000 facts asks as many questions as that of ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q

from probant.indicators.between import Between, Cause
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure, value_over
from probant.indicators.measures import AsOf, Median
from probant.indicators.movement import ever_behind
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period

Why = Literal["definition", "scope", "voided", "corrected", "late", "merged"]
#: In the order in which they are applied: what was there first, then what came.
FACTS: tuple[Cause, ...] = ("voided", "corrected", "late")


@dataclass(frozen=True)
class Step:
    """A cause: how many facts are behind it (none for a definition), and what it does to the value.

    `effect` is None where a cause has no effect of its own: a median does not add up.
    """

    why: Why
    facts: int
    effect: int | None


@dataclass(frozen=True)
class Account:
    """A figure at two cuts and what lies between; `ever`: every fact that it ever counted."""

    before: Figure
    after: Figure
    between: Between
    steps: tuple[Step, ...]
    ever: FactQuerySet

    @property
    def difference(self) -> int:
        """By how much it moved."""
        return self.after.value - self.before.value

    @property
    def adds_up(self) -> bool:
        """Whether each cause has its own effect."""
        return all(step.effect is not None for step in self.steps)

    @property
    def facts(self) -> int:
        """How many facts came or went; of a correction, the two of them where both count."""
        return sum(step.facts for step in self.steps)

    def count(self, why: Why) -> int:
        """How many facts are behind a cause."""
        return sum(step.facts for step in self.steps if step.why == why)

    def of(self, cause: Cause) -> FactQuerySet:
        """The facts of a cause; of corrections, those that came and those that went."""
        kept = _conditions(self.between, self.ever)
        found: FactQuerySet = self.ever.filter(kept[cause]).order_by("known_on", "id")
        return found


@dataclass(frozen=True)
class Reading:
    """How a figure is read at a cut: by which definition, in which scope."""

    indicator: Indicator
    cut: Cut
    scope: Scope


def account_of(*, house_id: int, period: Period, before: Reading, after: Reading) -> Account:
    """The account of a figure between two readings of it, the earlier first.

    Raises `ValueError` where the earlier one is now.
    """
    between = Between(before.cut, after.cut)

    def at(indicator: Indicator, cut: Cut, scope: Scope) -> Figure:
        return measure(indicator, house_id=house_id, period=period, cut=cut, scope=scope)

    first = at(before.indicator, before.cut, before.scope)
    last = at(after.indicator, after.cut, after.scope)
    here, steps = first, []
    if before.indicator is not after.indicator:
        redefined = at(after.indicator, before.cut, before.scope)
        steps.append(Step("definition", 0, redefined.value - here.value))
        here = redefined
    if before.scope != after.scope:
        rescoped = at(after.indicator, before.cut, after.scope)
        steps.append(Step("scope", 0, rescoped.value - here.value))
        here = rescoped
    ever = ever_behind(last)
    steps += _of_facts(here, last, between, ever)
    return Account(first, last, between, tuple(steps), ever)


def _of_facts(first: Figure, last: Figure, between: Between, ever: FactQuerySet) -> list[Step]:
    """The steps of what came and went, then of the structures that became one."""
    counted = _counts(between, ever)
    causes = [cause for cause in FACTS if counted[cause]]
    if not is_added(last):
        return [Step(cause, counted[cause], None) for cause in causes]
    steps, done, value = [], [], first.value
    for cause in causes:
        done.append(cause)
        then = last.value
        if cause != causes[-1] or last.merges:
            then = value_over(first, between.standing_before(ever, *done))
        steps.append(Step(cause, counted[cause], then - value))
        value = then
    if value != last.value:
        steps.append(Step("merged", 0, last.value - value))
    return steps


def is_added(figure: Figure) -> bool:
    """Whether its value is that of its facts alone, each by itself."""
    indicator = figure.indicator
    if isinstance(indicator.measure, Median | AsOf):
        return False
    alone = not indicator.among and indicator.lasting is None
    return alone and figure.scope.organisation is None


def _conditions(between: Between, ever: FactQuerySet) -> dict[str, Q]:
    """What the facts of each cause are; of corrections, those that came and those that went."""
    kind = ever.model
    return {
        "voided": between.voided(kind),
        "corrected": between.corrected(kind) | between.corrects(kind),
        "late": between.late(kind),
    }


def _counts(between: Between, ever: FactQuerySet) -> dict[str, int]:
    """The facts of each cause, in one query: what came without correcting anything came late."""
    kind = ever.model
    found = ever.order_by().aggregate(
        learnt=Count("pk", filter=between.learnt),
        corrects=Count("pk", filter=between.corrects(kind)),
        gone=Count("pk", filter=between.gone),
        corrected=Count("pk", filter=between.corrected(kind)),
    )
    return {
        "voided": int(found["gone"] - found["corrected"]),
        "corrected": int(found["corrected"] + found["corrects"]),
        "late": int(found["learnt"] - found["corrects"]),
    }
