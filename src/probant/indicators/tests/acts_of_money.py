"""What funders award for each figure of money to count once: ten euros by day of lag.

The structure is the beneficiary: a house may hold the convention of another's subsidy.
"""

import datetime
from typing import Any

from probant.directory.models import Organisation
from probant.funding.actions import (
    PartyDraft,
    make_award,
    record_convention,
    record_payment,
    record_step,
    void_award,
    void_payment,
)
from probant.funding.models import AwardMade, Clause, Convention, PaymentMade
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One


def funder_of(desk: Desk) -> Organisation:
    name = f"Métropole de {desk.house.pk}"
    found = Organisation.objects.filter(name=name).first()
    return found or desk.sheet(name, family="collectivite")


def agreed(one: One) -> Convention:
    """A convention of the structure with the funder of the house, one for each lag."""
    desk, title = one.desk, f"Convention {one.lag} de {one.sheet.pk}"
    found = Convention.objects.filter(house=desk.house, title=title).first()
    return found or record_convention(
        actor=desk.officer,
        house=desk.house,
        kind="cpom",
        title=title,
        parties=[PartyDraft(funder_of(desk), "funder"), PartyDraft(one.sheet, "beneficiary")],
        starts_on=datetime.date(one.on.year, 1, 1),
        ends_on=datetime.date(one.on.year, 12, 31),
    )


def awarded(one: One) -> AwardMade:
    return make_award(
        actor=one.desk.officer,
        convention=agreed(one),
        action=None,
        year=one.on.year,
        amount_cents=one.lag * 1000,
        decision=None,
        occurred_on=one.on,
    )


def paid(one: One, nature: str = "payment") -> PaymentMade:
    """On an award of the day, in full."""
    return record_payment(
        actor=one.desk.officer,
        award=awarded(one),
        amount_cents=one.lag * 1000,
        paid_on=one.on,
        nature=nature,
    )


def repaid(one: One) -> PaymentMade:
    return paid(one, "repayment")


def left(one: One) -> AwardMade:
    """Paid on the first day of the next year: left to pay when its own year ends."""
    award = awarded(one)
    record_payment(
        actor=one.desk.officer,
        award=award,
        amount_cents=award.amount_cents,
        paid_on=datetime.date(one.on.year + 1, 1, 1),
    )
    return award


def late(one: One) -> AwardMade:
    """The same, due on the first day of its year by the convention."""
    convention = agreed(one)
    if not convention.clauses.exists():
        due = {"share_rate": "1", "trigger": "date", "month": 1, "day": 1}
        Clause.objects.create(convention=convention, position=1, kind="payment", terms=due)
    return left(one)


def _settled(one: One) -> None:
    """Paid in part, the rest kept by the funder: nothing is left."""
    award = late_unpaid(one)
    half = award.amount_cents // 2
    officer, rest = one.desk.officer, award.amount_cents - half
    record_payment(actor=officer, award=award, amount_cents=half, paid_on=one.on)
    record_step(actor=officer, award=award, stage="retained", amount_cents=rest, occurred_on=one.on)


def late_unpaid(one: One) -> AwardMade:
    late(One(one.desk, one.sheet, one.on.replace(year=one.on.year - 1), one.lag))
    return awarded(one)


def _waits(one: One) -> None:
    """Due on the last day of the year: not late that day. Without a notification: no day."""
    convention = agreed(one)
    due = {"share_rate": "1", "trigger": "date", "month": 12, "day": 31}
    Clause.objects.create(convention=convention, position=1, kind="payment", terms=due)
    awarded(one)
    awarded(One(one.desk, one.desk.sheet("Sans notification"), one.on))


def _payment_voided(desk: Desk, fact: Any) -> None:
    void_payment(actor=desk.officer, payment=fact, reason="essai")


def _award_voided(desk: Desk, fact: Any) -> None:
    void_award(actor=desk.officer, award=fact, reason="essai")


def _taken_back(one: One) -> None:
    _award_voided(one.desk, awarded(one))


def _the_year_before(one: One) -> None:
    """For this year, decided the year before: it counts on the day of the decision."""
    before = datetime.date(one.on.year - 1, 12, 15)
    make_award(
        actor=one.desk.officer,
        convention=agreed(one),
        action=None,
        year=one.on.year,
        amount_cents=one.lag * 1000,
        decision=None,
        occurred_on=before,
    )


def _paid_and_taken_back(one: One) -> None:
    _payment_voided(one.desk, paid(one))


def _repaid_and_taken_back(one: One) -> None:
    _payment_voided(one.desk, repaid(one))


TAKEN_BACK |= {AwardMade: _award_voided, PaymentMade: _payment_voided}
FUNDED: dict[str, Made] = {
    "money.granted": awarded,
    "money.paid": paid,
    "money.repaid": repaid,
    "money.due": left,
    "money.late": late,
}
FUNDED_DECOYS: dict[str, list[Made]] = {
    "money.granted": [_taken_back, _the_year_before],
    "money.paid": [repaid, _paid_and_taken_back],
    "money.repaid": [paid, _repaid_and_taken_back],
    "money.due": [paid, _taken_back, _settled],
    "money.late": [paid, _taken_back, _settled, _waits],
}
MADE.update(FUNDED)
