"""Payments and obligations met: facts."""

import datetime
import uuid

from probant.funding.access import can_pay, can_record
from probant.funding.models import AwardMade, Convention, ObligationMet, PaymentMade
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

HIGHEST_CENTS = 10**13


def record_payment(
    *,
    actor: Actor,
    award: AwardMade,
    amount_cents: int,
    paid_on: datetime.date,
    nature: str = PaymentMade.Nature.PAYMENT,
    instalment: int | None = None,
    order_reference: str = "",
    bank_reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PaymentMade:
    """Record money paid on an award, or paid back. Above the award it is kept, with a finding.

    Raises `Refused` and the journal's errors. Effects: a fact; one entry mentioning
    ("award", id), ("payment", id) and ("convention", id).
    """
    require(can_pay(actor, award))
    if not 0 < amount_cents <= HIGHEST_CENTS:
        raise Refused("Le montant versé est supérieur à 0 €. Tapez par exemple 6 300 €.")
    if nature not in PaymentMade.Nature.values:
        raise Refused("Un mouvement est un versement ou un reversement.")
    if instalment is not None and not 0 < instalment < 100:
        raise Refused("Le numéro d’échéance va de 1 à 99.")
    with change(
        actor,
        verb="funding.record_payment",
        houses=[award.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        payment = PaymentMade(
            nature=nature,
            amount_cents=amount_cents,
            instalment=instalment,
            order_reference=order_reference.strip(),
            bank_reference=bank_reference.strip(),
            occurred_on=paid_on,
        )
        payment.paid_on(award)
        entry.record(payment)
        entry.mention("payment", payment.pk)
        entry.mention("award", award.pk)
        entry.mention("convention", award.convention_id)
    return payment


def void_payment(
    *,
    actor: Actor,
    payment: PaymentMade,
    code: str = "error",
    reason: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PaymentMade:
    """Void a payment with a reason. Raises `Refused`, `AlreadyVoid`.

    Effects: one entry mentioning ("payment", id), ("award", id) and ("convention", id).
    """
    require(can_record(actor, payment.convention.house_id))
    if not reason.strip():
        raise Refused("Donnez le motif : il reste à côté du versement annulé.")
    with change(
        actor,
        verb="funding.void_payment",
        houses=[payment.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.void(payment, code=code, reason=reason.strip())
        entry.mention("payment", payment.pk)
        entry.mention("award", payment.award_id)
        entry.mention("convention", payment.convention_id)
    return payment


def record_fulfilment(
    *,
    actor: Actor,
    convention: Convention,
    code: str,
    occurred_on: datetime.date,
    year: int | None = None,
    reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ObligationMet:
    """Record that an obligation (`rules.ObligationCode`) was met: report sent, committee held…

    Raises `Refused` and the journal's errors. Effects: a fact; one entry mentioning
    ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    if code not in ObligationMet.Code.values:
        raise Refused("Cette obligation n’est pas connue.")
    with change(
        actor,
        verb="funding.record_fulfilment",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        met = ObligationMet(
            convention=convention,
            code=code,
            budget_year=year,
            reference=reference.strip(),
            occurred_on=occurred_on,
        )
        entry.record(met)
        entry.mention("convention", convention.pk)
    return met
