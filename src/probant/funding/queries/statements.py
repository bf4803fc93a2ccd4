"""Awards that money is awaited on, as the reading of a statement weighs them; lines to confirm."""

from collections import defaultdict

from probant.funding.models import AwardMade, AwardStep, Clause, MoneyLine, PaymentMade
from probant.funding.queries.chain import payment_clauses
from probant.funding.rules.chain import instalments
from probant.funding.rules.statements import Awaited
from probant.kernel.actor import Actor


def awaited_of(house_id: int) -> list[Awaited]:
    """The awards of a house with the sums that may come for them. Four queries."""
    awards = (
        AwardMade.objects.now()
        .filter(house_id=house_id)
        .select_related("funder")
        .order_by("-budget_year", "occurred_on", "pk")
    )
    clauses: dict[int, list[Clause]] = defaultdict(list)
    for clause in Clause.objects.filter(convention__house_id=house_id, kind="payment").order_by(
        "convention", "position"
    ):
        clauses[clause.convention_id].append(clause)
    paid: dict[int, int] = defaultdict(int)
    for payment in PaymentMade.objects.now().filter(house_id=house_id):
        paid[payment.award_id] += payment.signed_cents
    references: dict[int, list[str]] = defaultdict(list)
    sums: dict[int, list[int]] = defaultdict(list)
    for award_id, stage, cents, reference in (
        AwardStep.objects.now()
        .filter(house_id=house_id)
        .values_list("award_id", "stage", "amount_cents", "order_reference")
    ):
        if stage in ("called", "ordered"):
            sums[award_id].append(cents)
        if reference:
            references[award_id].append(reference)
    found = []
    for award in awards:
        planned = instalments(award.amount_cents, payment_clauses(clauses[award.convention_id]))
        left = award.amount_cents - paid[award.pk]
        amounts = {one.cents for one in planned} | {*sums[award.pk], award.amount_cents, left}
        found.append(
            Awaited(
                award.pk,
                award.funder.name,
                tuple(sorted(one for one in amounts if one > 0)),
                award.occurred_on,
                tuple(references[award.pk]),
                paid[award.pk],
            )
        )
    return found


def waiting_lines(actor: Actor) -> list[MoneyLine]:
    """The lines that nobody has confirmed or set aside, latest first. One query."""
    rows = MoneyLine.objects.visible_to(actor).filter(payment__isnull=True, is_set_aside=False)
    return list(rows.select_related("proposed__funder", "proposed__convention"))
