"""Awards and payments drawn at random, known late and voided too."""

import datetime
from collections.abc import Callable

from probant.directory.models import Organisation
from probant.funding.models import AwardMade, AwardStep, Clause, Convention, PaymentMade
from probant.indicators.tests.naive_money import TERMS
from probant.indicators.tests.random_year import RandomYear

NATURES = ("payment", "payment", "payment", "repayment")


def draw_money(year: RandomYear) -> None:
    """Two funders award amounts to some structures, within one convention."""
    draw = year.draw
    convention = Convention.objects.create(house=year.house, kind="cpom", title="Tirée au sort")
    for place, (share, month, day) in enumerate(TERMS, 1):
        terms = {"share_rate": share, "trigger": "date", "month": month, "day": day}
        Clause.objects.create(convention=convention, position=place, kind="payment", terms=terms)
    funders = draw.sample(year.organisations, 2)
    for _ in range(40):
        funder, to = draw.choice(funders), draw.choice(year.organisations)
        year.record(_award(convention, funder, to, draw.randrange(1, 3_000_000)))
    for award in AwardMade.objects.filter(house_id=year.house.pk, void_seq=None).order_by("pk"):
        for _ in range(draw.randrange(3)):
            later = award.occurred_on + datetime.timedelta(days=draw.randrange(400))
            cents = draw.randrange(1, 1 + award.amount_cents)
            year.record_on(later, _paid(award, cents, draw.choice(NATURES)))
        if draw.random() < 0.2:
            year.record_on(award.occurred_on, _retained(award, draw.randrange(1, 100_000)))


def _paid(award: AwardMade, cents: int, nature: str) -> Callable[[datetime.date], PaymentMade]:
    def make(on: datetime.date) -> PaymentMade:
        payment = PaymentMade(amount_cents=cents, nature=nature, occurred_on=on)
        payment.paid_on(award)
        return payment

    return make


def _retained(award: AwardMade, cents: int) -> Callable[[datetime.date], AwardStep]:
    return lambda on: AwardStep(
        award=award,
        convention=award.convention,
        budget_year=award.budget_year,
        funder=award.funder,
        stage="retained",
        amount_cents=cents,
        occurred_on=on,
    )


def _award(
    convention: Convention, funder: Organisation, to: Organisation, cents: int
) -> Callable[[datetime.date], AwardMade]:
    def make(on: datetime.date) -> AwardMade:
        award = AwardMade(
            convention=convention,
            budget_year=on.year,
            amount_cents=cents,
            funder=funder,
            occurred_on=on,
        )
        award.place_by(to)
        return award

    return make
