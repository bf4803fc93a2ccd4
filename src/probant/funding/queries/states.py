"""What subsidies still weigh on a day: left to pay, and late; derived, as the page of dues does.

Money is read as it stood at a cut, up to the day that is asked. Clauses, the day of signature and
that of notification are no facts: they are read as they are written now, those of after the day
left out.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from probant.funding.models import AwardMade, AwardStep, Convention, ObligationMet, PaymentMade
from probant.funding.queries.clauses import terms_of
from probant.funding.queries.evidence import rows_of
from probant.funding.queries.obligations import evidence_due, place_of
from probant.funding.rules import AwardDue, Bond, Duty, State
from probant.funding.rules.chain import Stage
from probant.funding.rules.obligations import payments_due
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut

Lines = dict[int, list[tuple[datetime.date, int]]]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an award: neither paid nor retained, and of it what is past its day."""

    due_cents: int
    late_cents: int


def due_of(house_id: int, on: datetime.date, cut: Cut) -> dict[int, int]:
    """Award → cents left to pay at the end of a day, where anything is. Eight queries at most."""
    found = left_of(house_id, on, cut).items()
    return {award: left.due_cents for award, left in found if left.due_cents}


def late_of(house_id: int, on: datetime.date, cut: Cut) -> dict[int, int]:
    """Award → cents that should have been paid before a day and are not. Eight queries at most."""
    found = left_of(house_id, on, cut).items()
    return {award: left.late_cents for award, left in found if left.late_cents}


def left_of(house_id: int, on: datetime.date, cut: Cut) -> dict[int, Left]:
    """What is left of each award of a house at the end of a day, as it stood at a cut.

    One query where nothing was awarded.
    """
    rows = list(
        _until(AwardMade.objects.all(), house_id, on, cut)
        .order_by("pk")
        .values_list(
            "pk",
            "convention_id",
            "budget_year",
            "amount_cents",
            "occurred_on",
            "decision__deliberation__notified_on",
        )
    )
    if not rows:
        return {}
    alive = {row[0] for row in rows}
    replaced = AwardMade.objects.filter(house_id=house_id, replaces__isnull=False)
    after: dict[int, int] = dict(replaced.values_list("replaces_id", "pk"))
    paid, retained = _settled(house_id, on, cut, alive, after)
    awards: dict[int, list[AwardDue]] = defaultdict(list)
    for pk, convention_id, year, cents, day, told in rows:
        notified_on = told if told is not None and told <= on else None
        awards[convention_id].append(
            AwardDue(
                "",
                year,
                cents,
                "",
                day,
                notified_on,
                tuple(paid.get(pk, ())),
                pk,
                retained=tuple(retained.get(pk, ())),
            )
        )
    found: dict[int, Left] = {}
    for bond in _bonds(awards, house_id, on, cut):
        for award in bond.awards:
            settled = max(0, sum(cents for _, cents in award.settled))
            found[award.award_id or 0] = Left(max(0, award.amount_cents - settled), 0)
        for one in payments_due(bond, on):
            if one.state is State.LATE and one.award_id and one.left_cents:
                before = found[one.award_id]
                late = min(before.due_cents, before.late_cents + one.left_cents)
                found[one.award_id] = Left(before.due_cents, late)
    return found


def _until(facts: FactQuerySet, house_id: int, on: datetime.date, cut: Cut) -> FactQuerySet:
    found: FactQuerySet = facts.filter(house_id=house_id, occurred_on__lte=on)
    return found.cut(cut)


def _settled(
    house_id: int, on: datetime.date, cut: Cut, alive: set[int], after: Mapping[int, int]
) -> tuple[Lines, Lines]:
    """What was paid (repayments negative) and retained, by the award that stands. Two queries."""
    paid: Lines = defaultdict(list)
    retained: Lines = defaultdict(list)
    payments = _until(PaymentMade.objects.all(), house_id, on, cut)
    for award_id, day, nature, cents in payments.values_list(
        "award_id", "occurred_on", "nature", "amount_cents"
    ):
        signed = -cents if nature == PaymentMade.Nature.REPAYMENT else cents
        paid[place_of(award_id, alive, after)].append((day, signed))
    steps = _until(AwardStep.objects.filter(stage=Stage.RETAINED.value), house_id, on, cut)
    for award_id, day, cents in steps.values_list("award_id", "occurred_on", "amount_cents"):
        retained[place_of(award_id, alive, after)].append((day, cents))
    return paid, retained


def _bonds(
    awards: Mapping[int, list[AwardDue]], house_id: int, on: datetime.date, cut: Cut
) -> Iterable[Bond]:
    """What opens the instalments of each convention: clauses in force, signature, pieces."""
    chosen = list(awards)
    terms = terms_of(chosen, on)
    pieces = rows_of(chosen, cut=cut, until=on)
    met: dict[int, dict[tuple[str, int | None], tuple[datetime.date, ...]]] = defaultdict(dict)
    given = _until(ObligationMet.objects.filter(code=Duty.EVIDENCE.value), house_id, on, cut)
    for convention_id, year, day in given.values_list(
        "convention_id", "budget_year", "occurred_on"
    ):
        key = (Duty.EVIDENCE.value, year)
        met[convention_id][key] = (*met[convention_id].get(key, ()), day)
    heads = Convention.objects.filter(pk__in=chosen).values_list("pk", "signed_on")
    for pk, signed_on in heads:
        held, _, clauses = terms[pk]
        years = {award.budget_year for award in awards[pk]}
        yield Bond(
            (),
            signed_on=signed_on if signed_on is not None and signed_on <= on else None,
            terms=held,
            awards=tuple(awards[pk]),
            met=met.get(pk, {}),
            evidence=evidence_due(held, clauses, years, pieces.get(pk)),
            sorted_terms=clauses,
        )
