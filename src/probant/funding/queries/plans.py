"""Funding plans: the actions of a year over all their funders, in a literal number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from probant.directory.models import Organisation
from probant.funding.models import (
    AmountAsked,
    AwardMade,
    Budget,
    BudgetLine,
    PaymentMade,
    RequestStep,
)
from probant.funding.queries.actuals import actuals_of
from probant.funding.queries.budgets import BudgetView, budget_view
from probant.funding.queries.requests import amounts_of
from probant.funding.rules import EXPENSE, Status, totals
from probant.funding.rules.chart import is_in_kind
from probant.funding.rules.plans import FunderPart, Plan
from probant.funding.rules.requests import Amount, Step
from probant.kernel.actor import Actor
from probant.programmes.models import Action


@dataclass(frozen=True)
class Source:
    """Where an amount of a plan is kept: a request, or a convention, at a place of its page."""

    kind: Literal["request", "convention"]
    pk: int
    label: str


@dataclass(frozen=True)
class Spent:
    """What the accounts of a year say of an action; in kind apart, never in its cost."""

    cost_cents: int
    in_kind_cents: int


@dataclass(frozen=True)
class PlanRow:
    """A funder of a plan, its shares of the cost, and the records behind each of its amounts."""

    part: FunderPart
    asked_rate: Fraction | None
    granted_rate: Fraction | None
    asked_in: tuple[Source, ...] = ()
    granted_in: tuple[Source, ...] = ()
    received_in: tuple[Source, ...] = ()


@dataclass(frozen=True)
class PlanView:
    """The plan of an action and a year, with what stands behind its amounts.

    `own_in`: the conventions whose budgets say the cost and the house's own part. `spent`: what the
    accounts say, None where nothing of them goes to the action. `in_kind_cents`: what is planned.
    """

    action: Action
    plan: Plan
    rows: tuple[PlanRow, ...] = ()
    own_in: tuple[Source, ...] = ()
    spent: Spent | None = None
    in_kind_cents: int = 0

    @property
    def own_rate(self) -> Fraction | None:
        """What the house bears of the cost by itself."""
        return self.plan.share_rate(self.plan.own_cents)

    @property
    def granted_rate(self) -> Fraction | None:
        """What all funders together grant of the cost."""
        return self.plan.share_rate(self.plan.granted_cents)


@dataclass
class _Part:
    asked_in: dict[Source, None] = field(default_factory=dict)
    planned_in: dict[Source, None] = field(default_factory=dict)
    granted_in: dict[Source, None] = field(default_factory=dict)
    received_in: dict[Source, None] = field(default_factory=dict)
    asked: int | None = None
    planned: int | None = None
    granted: int = 0
    received: int = 0
    final: bool = False


@dataclass
class _Sheet:
    costs: set[int] = field(default_factory=set)
    own: int = 0
    in_kind: int = 0
    kept_in: dict[Source, None] = field(default_factory=dict)
    parts: dict[int, _Part] = field(default_factory=lambda: defaultdict(_Part))


def plans_of(actor: Actor, year: int, *, action_id: int | None = None) -> list[PlanView]:
    """The plans of the house's actions for a year, by name. Eight queries."""
    house = actor.house
    actions = Action.objects.visible_to(actor).filter(house_id=house).order_by("name")
    if action_id is not None:
        actions = actions.filter(pk=action_id)
    known = {one.pk: one for one in actions}
    held: dict[int, _Sheet] = defaultdict(_Sheet)
    _planned(held, known, year)
    _asked(held, known, year)
    _granted(held, known, year, actor)
    _received(held, known, year, actor)
    names = _names(pk for one in held.values() for pk in one.parts)
    return [
        _view(action, _plan(action, year, held[pk], names), held[pk])
        for pk, action in known.items()
        if pk in held
    ]


def _view(action: Action, plan: Plan, sheet: _Sheet) -> PlanView:
    rows = []
    for part in plan.parts:
        one = sheet.parts[part.funder_id]
        rows.append(
            PlanRow(
                part,
                plan.share_rate(part.asked_cents),
                plan.share_rate(part.granted_cents),
                tuple(one.asked_in or one.planned_in),
                tuple(one.granted_in),
                tuple(one.received_in),
            )
        )
    return PlanView(action, plan, tuple(rows), tuple(sheet.kept_in), in_kind_cents=sheet.in_kind)


def spent_of(house_id: int, year: int, action_id: int) -> Spent | None:
    """What an action cost by the accounts of a year; None where no entry goes to it. One query
    where there are no accounts, else four or five."""
    portions = actuals_of(house_id, year).of([action_id])
    if not portions:
        return None
    charges = [one for one in portions if one.side == EXPENSE]
    in_kind = sum(one.cents for one in charges if is_in_kind(one.account))
    return Spent(sum(one.cents for one in charges) - in_kind, in_kind)


def _plan(action: Action, year: int, sheet: _Sheet, names: dict[int, str]) -> Plan:
    parts = [
        FunderPart(
            pk,
            names.get(pk, ""),
            one.asked if one.asked is not None else one.planned,
            one.granted,
            one.received,
            one.final,
        )
        for pk, one in sheet.parts.items()
    ]
    return Plan(
        action.name,
        year,
        tuple(sorted(sheet.costs)),
        sheet.own,
        tuple(sorted(parts, key=lambda one: one.name)),
    )


def _planned(held: dict[int, _Sheet], known: dict[int, Action], year: int) -> None:
    """Costs, own income and lines of account 74 that name their funder. Two queries."""
    dead = (Status.DROPPED,)
    budgets = list(
        Budget.objects.filter(sheet__action__in=known, year=year, nature=Budget.Nature.PLANNED)
        .exclude(convention__status__in=dead)
        .select_related("sheet", "indirect", "convention")
    )
    lines: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(budget__in=budgets).order_by("position"):
        lines[line.budget_id].append(line)
    for budget in budgets:
        view = budget_view(budget, lines[budget.pk])
        assert budget.sheet is not None
        place = Source("convention", budget.convention_id, budget.convention.title)
        _read(held[budget.sheet.action_id], view, place)


def _read(sheet: _Sheet, view: BudgetView, place: Source) -> None:
    sheet.kept_in[place] = None
    sheet.in_kind = max(sheet.in_kind, totals(view.table, EXPENSE).in_kind_cents)
    if view.cost_cents is not None:
        sheet.costs.add(view.cost_cents)
    amounts = amounts_of(view)
    sheet.own = max(sheet.own, _own(amounts))
    for line in amounts:
        if _is_subsidy(line) and line.funder_id is not None and line.cents:
            part = sheet.parts[line.funder_id]
            part.planned = max(part.planned or 0, line.cents)
            part.planned_in[place] = None


def _is_subsidy(line: Amount) -> bool:
    """A line of account 74, or one that names its funder under another account by mistake."""
    if line.side != "income" or line.account.startswith("87"):
        return False
    return line.account.startswith("74") or line.funder_id is not None


def _own(amounts: Iterable[Amount]) -> int:
    """Income other than subsidies and contributions in kind."""
    return sum(
        line.cents or 0
        for line in amounts
        if line.side == "income"
        and line.account
        and not line.account.startswith("87")
        and not _is_subsidy(line)
    )


def _asked(held: dict[int, _Sheet], known: dict[int, Action], year: int) -> None:
    """What deposits asked, and whether the funder has decided. Two queries."""
    asked = AmountAsked.objects.now().filter(action__in=known, budget_year=year)
    withdrawn = RequestStep.objects.now().filter(step=Step.WITHDRAWN).values("request_id")
    rows = list(
        asked.exclude(request__in=withdrawn).values_list(
            "action_id", "funder_id", "amount_cents", "request_id", "request__title"
        )
    )
    over = set(
        RequestStep.objects.now()
        .filter(request__in=[row[3] for row in rows], step__in=(Step.GRANTED, Step.REFUSED))
        .values_list("request_id", flat=True)
    )
    for action_id, funder_id, cents, request_id, title in rows:
        part = held[action_id].parts[funder_id]
        part.asked_in[Source("request", request_id, title)] = None
        part.asked = (part.asked or 0) + cents
        part.final = part.final or request_id in over


def _granted(held: dict[int, _Sheet], known: dict[int, Action], year: int, actor: Actor) -> None:
    awards = AwardMade.objects.visible_to(actor).now().filter(action__in=known, budget_year=year)
    for action_id, funder_id, cents, convention_id, title in awards.values_list(
        "action_id", "funder_id", "amount_cents", "convention_id", "convention__title"
    ):
        part = held[action_id].parts[funder_id]
        part.granted += cents
        part.granted_in[Source("convention", convention_id, title)] = None


def _received(held: dict[int, _Sheet], known: dict[int, Action], year: int, actor: Actor) -> None:
    paid = PaymentMade.objects.visible_to(actor).now().filter(action__in=known, budget_year=year)
    for action_id, funder_id, nature, cents, convention_id, title in paid.values_list(
        "action_id", "funder_id", "nature", "amount_cents", "convention_id", "convention__title"
    ):
        part = held[action_id].parts[funder_id]
        part.received += -cents if nature == PaymentMade.Nature.REPAYMENT else cents
        part.received_in[Source("convention", convention_id, title)] = None


def _names(numbers: Iterable[int]) -> dict[int, str]:
    found = Organisation.objects.filter(pk__in=set(numbers))
    return dict(found.values_list("pk", "name"))


def years_planned(actor: Actor) -> list[int]:
    """The years with a planned budget, latest first. One query."""
    found = Budget.objects.visible_to(actor).filter(nature=Budget.Nature.PLANNED)
    return sorted(set(found.values_list("year", flat=True)), reverse=True)
