"""Shares of funders, and the time of an action: promised, spent, what it cost and who pays."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from probant.engagement.models import Contract, PostCost, StaffTime
from probant.engagement.rules.full_time import fte
from probant.funding.models import Clause, CostShare
from probant.funding.rules import Kind, Terms
from probant.funding.rules.shares import Charge, charged_cents, is_exclusive
from probant.kernel.period import Period
from probant.programmes.models import Action

HOURS = CostShare.Covers.HOURS


def clause_terms(conventions: Iterable[int]) -> dict[int, list[Terms]]:
    """The terms of exclusivity of conventions. One query."""
    found: dict[int, list[Terms]] = defaultdict(list)
    clauses = Clause.objects.filter(convention__in=list(conventions), kind=Kind.EXCLUSIVE)
    for clause in clauses:
        terms = clause.read_terms()
        if terms is not None:
            found[clause.convention_id].append(terms)
    return dict(found)


def shares_of(action: Action) -> list[CostShare]:
    """The shares of an action, hours first. One query."""
    rows = CostShare.objects.filter(action=action)
    return list(
        rows.select_related("convention", "funder", "line").order_by("-covers", "starts_on", "id")
    )


def charges_of(action: Action) -> list[Charge]:
    """The same as the rule weighs them. Two queries."""
    rows = shares_of(action)
    terms = clause_terms({row.convention_id for row in rows})
    return [
        Charge(
            row.funder_id,
            row.covers,
            row.line_id,
            row.starts_on,
            row.ends_on,
            row.share_hundredths,
            f"{row.funder.name}, {row.convention.title}",
            is_exclusive(terms.get(row.convention_id, ()), row.covers),
            row.pk,
            row.account,
            row.piece,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class TimeOfAction:
    """The time of an action in a year: minutes, FTE; its cost where every post has one."""

    minutes: int
    fte: Fraction
    cost_cents: int
    uncosted_minutes: int
    borne_cents: dict[int, int]


def fte_of(action: Action, year: int) -> tuple[int, Fraction]:
    """Minutes and FTE spent on an action in a year, as known now. One query."""
    facts = StaffTime.objects.now().filter(house_id=action.house_id, action=action)
    rows = list(facts.during(Period.year(year)).values_list("minutes", "full_time_minutes"))
    return sum(minutes for minutes, _ in rows), fte(rows)


def time_of(action: Action, year: int) -> TimeOfAction:
    """The time of an action with its cost and who bears it: for the direction. Four queries.

    A minute costs what the post held by its person cost on its day, over a full-time year.
    """
    facts = list(
        StaffTime.objects.now()
        .filter(house_id=action.house_id, action=action)
        .during(Period.year(year))
        .values_list("person_id", "occurred_on", "minutes", "full_time_minutes")
    )
    people = {person for person, *_ in facts}
    contracts = list(Contract.objects.filter(house_id=action.house_id, person__in=people))
    costs = list(
        PostCost.objects.filter(post__in={one.post_id for one in contracts}).order_by("starts_on")
    )
    shares = [one for one in shares_of(action) if one.covers == HOURS]
    total, uncosted = 0, 0
    borne: dict[int, int] = defaultdict(int)
    for person_id, day, minutes, whole in facts:
        yearly = _cost_on(day, person_id, contracts, costs)
        if yearly is None:
            uncosted += minutes
            continue
        total += charged_cents(minutes, yearly, whole, 10_000)
        for share in shares:
            if share.starts_on <= day <= share.ends_on:
                borne[share.pk] += charged_cents(minutes, yearly, whole, share.share_hundredths)
    return TimeOfAction(
        minutes=sum(minutes for _, _, minutes, _ in facts),
        fte=fte((minutes, whole) for *_, minutes, whole in facts),
        cost_cents=total,
        uncosted_minutes=uncosted,
        borne_cents=dict(borne),
    )


def _cost_on(
    day: datetime.date, person_id: int, contracts: list[Contract], costs: list[PostCost]
) -> int | None:
    """What a full-time year of the person's post cost on a day: of their largest contract."""
    held = [
        one
        for one in contracts
        if one.person_id == person_id
        and one.starts_on <= day
        and (one.ends_on is None or day <= one.ends_on)
    ]
    if not held:
        return None
    post_id = max(held, key=lambda one: one.share_hundredths).post_id
    begun = [one for one in costs if one.post_id == post_id and one.starts_on <= day]
    return begun[-1].yearly_cents if begun else None
