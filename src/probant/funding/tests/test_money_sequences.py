"""Whatever happens to awards and payments, what is shown adds up, on pages and in states."""

import datetime
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.actions import (
    ClauseDraft,
    record_payment,
    record_step,
    replace_award,
    void_award,
    void_payment,
)
from probant.funding.models import AwardMade, PaymentMade
from probant.funding.queries import file_of
from probant.funding.queries.states import due_of, late_of
from probant.funding.rules import AwardDue, Bond, PaymentTerms, State, Trigger
from probant.funding.rules.obligations import payments_due
from probant.funding.tests.scenario import World, acts, world
from probant.journal.integrity import verify
from probant.kernel.cut import Cut
from probant.kernel.money import write_euros

DAY = datetime.date(2024, 6, 1)
CENTS = st.integers(min_value=1, max_value=10**11)


@given(
    CENTS,
    st.lists(st.integers(min_value=1, max_value=97), min_size=1, max_size=6),
    st.lists(st.integers(min_value=-(10**10), max_value=10**10), max_size=8),
    st.lists(st.integers(min_value=1, max_value=10**9), max_size=2),
)
def test_what_is_left_of_each_instalment_sums_to_what_is_left_of_the_award(
    amount, weights, paid, kept
):
    terms = tuple(
        (PaymentTerms(Fraction(one, sum(weights)), Trigger.DATE, month=1, day=1), "")
        for one in weights
    )
    award = AwardDue(
        "A",
        2024,
        amount,
        "F",
        DAY,
        paid=tuple((DAY, cents) for cents in paid),
        retained=tuple((DAY, cents) for cents in kept),
    )
    found = payments_due(Bond((2024,), terms=terms, awards=(award,)), DAY)
    assert sum(one.amount_cents or 0 for one in found) == amount
    left = min(amount, max(0, amount - sum(paid) - sum(kept)))
    assert sum(one.left_cents or 0 for one in found) == left
    assert [one.state for one in found if not one.left_cents and one.amount_cents] == [
        State.DONE for one in found if not one.left_cents and one.amount_cents
    ]


TERMS = [
    ClauseDraft("payment", "4", "Acompte", terms={"share_rate": "7/10", "trigger": "signature"}),
    ClauseDraft(
        "payment",
        "4",
        "Solde",
        terms={"share_rate": "3/10", "trigger": "date", "month": 12, "day": 1},
    ),
]


def play(at: World, draw: random.Random) -> None:
    """One thing that people do to the money of the year, drawn at random."""
    awards = list(AwardMade.objects.now())
    payments = list(PaymentMade.objects.now())
    do = draw.choice(["award", "pay", "pay", "pay", "repay", "void", "amend", "drop", "retain"])
    cents = draw.randrange(1, 900_000)
    on = acts.VOTE_DAY + datetime.timedelta(days=draw.randrange(200))
    if do == "award" and len(awards) < 3:
        at.award(draw.randrange(3), amount_cents=cents)
    elif do in ("pay", "repay") and awards:
        record_payment(
            actor=at.awa,
            award=draw.choice(awards),
            amount_cents=cents,
            paid_on=on,
            nature="payment" if do == "pay" else "repayment",
        )
    elif do == "void" and payments:
        void_payment(actor=at.awa, payment=draw.choice(payments), reason="essai")
    elif do == "amend" and awards:
        replace_award(actor=at.awa, award=draw.choice(awards), amount_cents=cents, reason="avenant")
    elif do == "drop" and len(awards) > 1:
        void_award(actor=at.awa, award=draw.choice(awards), reason="essai")
    elif do == "retain" and awards:
        record_step(
            actor=at.awa,
            award=draw.choice(awards),
            stage="retained",
            amount_cents=draw.randrange(1, 50_000),
            occurred_on=on,
        )


def root(award: AwardMade) -> int:
    """The first award of a line of replacements."""
    while award.replaces is not None:
        award = award.replaces
    return award.pk


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [5, 23, 2024])
def test_over_any_sequence_each_total_is_its_lines_and_an_excess_is_told_with_its_sum(seed):
    draw = random.Random(seed)
    at = world(clauses=TERMS)
    at.award(0)
    for _ in range(25):
        play(at, draw)
    end = datetime.date(2024, 12, 31)
    file = file_of(at.convention, at.awa, year=2024, today=end)
    standing = list(AwardMade.objects.now())
    assert file.awarded_cents == sum(one.amount_cents for one in standing)
    every = list(PaymentMade.objects.now().select_related("award"))
    assert file.paid_cents == sum(one.signed_cents for one in every)
    told = [one.finding for one in file.findings if one.finding.code == "payment.exceeds"]
    over, due = [], {}
    for one in file.chains:
        own = [payment for payment in every if root(payment.award) == root(one.award)]
        kept = sum(step.amount_cents for step in one.steps if step.stage == "retained")
        paid = sum(payment.signed_cents for payment in own)
        assert (one.chain.amount_cents, one.chain.paid_cents) == (one.award.amount_cents, paid)
        assert {payment.pk for payment in one.payments} == {payment.pk for payment in own}
        if paid > one.award.amount_cents:
            over.append(write_euros(paid - one.award.amount_cents))
        left = min(one.award.amount_cents, max(0, one.award.amount_cents - max(0, paid + kept)))
        if left:
            due[one.award.pk] = left
        owed = [found for found in file.obligations if found.award_id == one.award.pk]
        parts = [found for found in owed if found.code == "payment"]
        assert sum(found.left_cents or 0 for found in parts) == left
    assert len(told) == len(over)
    assert [sum_ for sum_ in over if not any(sum_ in one.message for one in told)] == []
    assert due_of(at.house.pk, end, Cut.now()) == due
    late = {
        award_id: sum(
            one.left_cents or 0
            for one in file.obligations
            if (one.code, one.state, one.award_id) == ("payment", "late", award_id)
        )
        for award_id in due
    }
    assert late_of(at.house.pk, end, Cut.now()) == {
        pk: cents for pk, cents in late.items() if cents
    }
    assert verify() == []
