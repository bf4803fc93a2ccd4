"""Conventions side by side for a year: those of a house; those of a funder over all its houses."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from probant.directory.models import Organisation
from probant.funding.models import (
    ActionSheet,
    AmountAsked,
    Annex,
    AwardMade,
    Budget,
    BudgetLine,
    Clause,
    Convention,
    Party,
    PaymentMade,
    RequestStep,
)
from probant.funding.queries.budgets import budget_view
from probant.funding.queries.chain import chains, steps_of
from probant.funding.queries.findings import findings_of
from probant.funding.queries.money import held_together
from probant.funding.queries.obligations import obligations_of
from probant.funding.rules import Duty, State
from probant.funding.rules.ess import PUBLIC
from probant.funding.rules.requests import Step
from probant.governance.models import DecisionAmount
from probant.kernel.actor import Actor

MOST = 60  # conventions of one page


@dataclass(frozen=True)
class Held:
    """A convention in a year: what was awarded and paid, what is late, what does not hold."""

    convention: Convention
    house: str
    parties: tuple[Party, ...]
    awarded_cents: int
    paid_cents: int
    late_evidence: int
    late: int
    findings: int
    actions: int

    @property
    def funders(self) -> str:
        """Who funds, in words."""
        return " et ".join(
            one.organisation.name for one in self.parties if one.role == Party.Role.FUNDER
        )

    @property
    def due_cents(self) -> int:
        """Awarded and not paid."""
        return self.awarded_cents - self.paid_cents


def years_held(actor: Actor, today: datetime.date) -> list[int]:
    """The years that conventions cover, the latest first. Two queries."""
    seen = Convention.objects.visible_to(actor).exclude(status="dropped")
    years: set[int] = set()
    for starts_on, ends_on in seen.values_list("starts_on", "ends_on"):
        if starts_on is not None:
            last = ends_on.year if ends_on else today.year
            years.update(range(starts_on.year, min(last, starts_on.year + MOST) + 1))
    awards = AwardMade.objects.visible_to(actor).now().order_by().distinct()
    return sorted(years.union(awards.values_list("budget_year", flat=True)), reverse=True)


def portfolio(actor: Actor, year: int, today: datetime.date) -> list[Held]:
    """The conventions that cover a year, oldest first; the same queries however many (`MOST`).

    A funder's people read their own part: the awards and payments that they see.
    """
    awarded = AwardMade.objects.visible_to(actor).now().filter(budget_year=year)
    rows = (
        Convention.objects.visible_to(actor)
        .filter(
            Q(starts_on__year__lte=year, ends_on__year__gte=year)
            | Q(starts_on__year__lte=year, ends_on__isnull=True, starts_on__isnull=False)
            | Q(pk__in=awarded.values("convention_id"))
        )
        .exclude(status="dropped")
        .select_related("house__organisation")
        .order_by("starts_on", "pk")
    )
    found = list(rows[:MOST])
    return _held(found, actor, year, today)


def _held(found: Sequence[Convention], actor: Actor, year: int, today: datetime.date) -> list[Held]:
    ids = [one.pk for one in found]
    parties = _by(Party.objects.filter(convention__in=ids).select_related("organisation"))
    clauses = _by(Clause.objects.filter(convention__in=ids).order_by("position"))
    sheets = _by(ActionSheet.objects.filter(convention__in=ids).order_by("number"))
    due_by = obligations_of(Convention.objects.filter(pk__in=ids), today, actor)
    awards = _by(
        AwardMade.objects.visible_to(actor)
        .filter(convention__in=ids)
        .select_related("funder", "decision__deliberation__sitting")
        .prefetch_related("bases__decision__deliberation__sitting")
        .order_by("budget_year", "occurred_on", "pk")
    )
    payments = _by(
        PaymentMade.objects.visible_to(actor)
        .filter(convention__in=ids)
        .select_related("funder")
        .order_by("occurred_on", "pk")
    )
    annexes = _by(Annex.objects.filter(convention__in=ids).order_by("pk"))
    steps = _by(steps_of(ids, actor))
    budgets = _budgets(ids)
    granted = _granted(awards)
    held = []
    for one in found:
        money = held_together(awards[one.pk], payments[one.pk])
        own = parties[one.pk]
        late = [
            due
            for due in due_by.get(one.pk, [])
            if due.state is State.LATE and due.year in (None, year)
        ]
        told = findings_of(
            one,
            clauses[one.pk],
            sheets[one.pk],
            [budget_view(budget, lines) for budget, lines in budgets[one.pk]],
            money,
            granted,
            annexes[one.pk],
            chains(money, steps[one.pk], clauses[one.pk]),
        )
        held.append(
            Held(
                convention=one,
                house=one.house.organisation.name,
                parties=tuple(sorted(own, key=lambda party: party.position)),
                awarded_cents=sum(
                    award.amount_cents for award in money.standing if award.budget_year == year
                ),
                paid_cents=sum(
                    payment.signed_cents
                    for payment in money.payments
                    if payment.budget_year == year and not payment.is_void
                ),
                late_evidence=sum(due.code in (Duty.EVIDENCE, Duty.REPORT) for due in late),
                late=len(late),
                findings=sum(one.year in (None, year) for one in told),
                actions=sum(
                    sheet.first_year <= year <= sheet.last_year for sheet in sheets[one.pk]
                ),
            )
        )
    return held


def _by(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by their convention."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.convention_id].append(row)
    return found


def _budgets(ids: Sequence[int]) -> dict[int, list[tuple[Budget, list[BudgetLine]]]]:
    lines: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(budget__convention__in=ids).order_by("position"):
        lines[line.budget_id].append(line)
    found: dict[int, list[tuple[Budget, list[BudgetLine]]]] = defaultdict(list)
    rows = Budget.objects.filter(convention__in=ids).select_related("indirect")
    for budget in rows.order_by("year", "pk"):
        found[budget.convention_id].append((budget, lines[budget.pk]))
    return found


def _granted(awards: dict[int, list[AwardMade]]) -> dict[int, list[DecisionAmount]]:
    wanted = {
        award.decision_id
        for several in awards.values()
        for award in several
        if award.decision_id is not None and not award.is_void
    }
    found: dict[int, list[DecisionAmount]] = defaultdict(list)
    amounts = DecisionAmount.objects.filter(decision_id__in=wanted, part_of__isnull=True)
    for amount in amounts.order_by("position"):
        found[amount.decision_id].append(amount)
    return found


@dataclass(frozen=True)
class Elsewhere:
    """What an association asked and received of another public authority, for a year."""

    house: str
    funder: str
    asked_cents: int | None
    granted_cents: int
    paid_cents: int


def elsewhere(actor: Actor, houses: Sequence[int], year: int) -> list[Elsewhere]:
    """What the associations of a funder's portfolio had of other public authorities. Four queries.

    Awards of authorities, and the requests that they decided: anybody may have them communicated
    (loi 2000-321, art. 10; CRPA, art. L311-1). A request still to be decided prepares a decision
    and is not told; what private funders give never is.
    """
    if actor.organisation_id is None:
        return []
    # the awards of public bodies are communicable to anybody
    public = {"funder__family__in": PUBLIC, "house_id__in": houses, "budget_year": year}
    awards = AwardMade.objects.now().filter(**public).exclude(funder_id=actor.organisation_id)
    sums: dict[tuple[int, int], list[int | None]] = {}
    names: dict[int, str] = {}
    for house, funder, name, cents in awards.values_list(
        "house_id", "funder_id", "funder__name", "amount_cents"
    ):
        row = sums.setdefault((house, funder), [None, 0, 0])
        row[1] = (row[1] or 0) + cents
        names[funder] = name
    decided = RequestStep.objects.now().filter(step__in=(Step.GRANTED, Step.REFUSED))
    asked = (
        AmountAsked.objects.now()
        .filter(**public, request__in=decided.values("request_id"))
        .exclude(funder_id=actor.organisation_id)
    )
    for house, funder, name, cents in asked.values_list(
        "house_id", "funder_id", "funder__name", "amount_cents"
    ):
        row = sums.setdefault((house, funder), [None, 0, 0])
        row[0] = (row[0] or 0) + cents
        names[funder] = name
    paid = PaymentMade.objects.now().filter(**public).exclude(funder_id=actor.organisation_id)
    for one in paid.only("house_id", "funder_id", "nature", "amount_cents"):
        if (one.house_id, one.funder_id) in sums:
            row = sums[one.house_id, one.funder_id]
            row[2] = (row[2] or 0) + one.signed_cents
    houses_named = _house_names(houses)
    return sorted(
        (
            Elsewhere(houses_named.get(house, ""), names[funder], told, given or 0, got or 0)
            for (house, funder), (told, given, got) in sums.items()
        ),
        key=lambda one: (one.house, one.funder),
    )


def _house_names(houses: Sequence[int]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=houses).values_list("pk", "name"))
