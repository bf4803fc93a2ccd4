"""Twelve months of cash: instalments due that are not paid, and what the team costs where known."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from probant.engagement.models import Contract, PostCost
from probant.funding.queries.dues import Dued, dues
from probant.funding.rules import Duty, State
from probant.funding.rules.cash import Flow, Month, Staffed, months_of
from probant.kernel.actor import Actor

MONTHS = 12


@dataclass(frozen=True)
class CashPlan:
    """The months, what has no day, and the posts whose cost nobody has noted."""

    months: tuple[Month, ...]
    undated: tuple[Dued, ...]
    late: tuple[Dued, ...]
    unknown: tuple[str, ...]

    @property
    def income_cents(self) -> int:
        """What comes in over the months."""
        return sum(one.income_cents for one in self.months)

    @property
    def staff_cents(self) -> int:
        """What the team costs over the months, as far as it is known."""
        return sum(one.staff_cents for one in self.months)


def cash_plan(actor: Actor, today: datetime.date) -> CashPlan:
    """The plan of the actor's house from the month of a day. Queries: those of `dues`, and two.

    What is late is expected in the first month and said so; what has no day is left out and listed.
    """
    waiting = [
        one
        for one in dues(actor, today)
        if one.it.code is Duty.PAYMENT and one.it.state is not State.DONE
    ]
    unpaid = [(one, one.it.left_cents or 0) for one in waiting]  # partial payments taken off
    dated = [(one, cents) for one, cents in unpaid if one.it.due_on is not None]
    flows = [
        Flow(
            max(one.it.due_on or today, today),
            cents,
            f"{one.it.label}, {one.it.by}",
            one.convention_id,
        )
        for one, cents in dated
        if cents
    ]
    staff, unknown = _staff(actor)
    return CashPlan(
        months=months_of(today, MONTHS, flows, staff),
        undated=tuple(one for one, cents in unpaid if one.it.due_on is None and cents),
        late=tuple(one for one, _ in dated if one.it.state is State.LATE),
        unknown=unknown,
    )


def _staff(actor: Actor) -> tuple[list[Staffed], tuple[str, ...]]:
    """The contracts with the yearly cost of their post by day; posts without any, by name."""
    contracts = list(
        Contract.objects.visible_to(actor).select_related("post").order_by("post__title", "pk")
    )
    costs: dict[int, list[tuple[datetime.date, int]]] = {}
    for row in PostCost.objects.visible_to(actor).order_by("starts_on"):
        costs.setdefault(row.post_id, []).append((row.starts_on, row.yearly_cents))
    staff = [
        Staffed(
            one.post.title,
            one.starts_on,
            one.ends_on,
            one.share_hundredths,
            tuple(costs.get(one.post_id, ())),
        )
        for one in contracts
    ]
    unknown = sorted({one.title for one in staff if not one.costs})
    return staff, tuple(unknown)


def rows_of(plan: CashPlan) -> Iterable[tuple[str, float, float, float, float]]:
    """The months as rows of a spreadsheet, in euros."""
    total = 0
    for one in plan.months:
        total += one.income_cents - one.staff_cents
        yield (
            f"{one.start:%Y-%m}",
            one.income_cents / 100,
            one.staff_cents / 100,
            (one.income_cents - one.staff_cents) / 100,
            total / 100,
        )
