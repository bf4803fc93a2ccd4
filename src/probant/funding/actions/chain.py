"""The chain on an award: steps of the authority, calls for payment, further decisions."""

import datetime
import uuid

from django.utils import timezone

from probant.funding.access import can_keep_chain, can_record
from probant.funding.actions.signing import require_clear
from probant.funding.models import AwardBasis, AwardMade, AwardStep, PaymentCall, PaymentMade
from probant.funding.queries.chain import one_chain
from probant.funding.rules.chain import Stage, hold_call, hold_order
from probant.governance.models import Decision
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import FUNDERS

HIGHEST_CENTS = 10**13
#: a list of pieces that does not exist: the register holds the call until it is completed
WATCHED_HERE = frozenset({"reference.dangling"})


def record_step(
    *,
    actor: Actor,
    award: AwardMade,
    stage: str,
    amount_cents: int,
    occurred_on: datetime.date,
    instalment: int | None = None,
    order_reference: str = "",
    slip_reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AwardStep:
    """Record a step of the authority: commitment, service attested, order, retention, recovery.

    What the team learned is recorded as it was, above the award as well (a finding tells). The
    funder that orders here is held where money is to be taken back, where nothing is left, where a
    listed piece is missing, or where errors of the year stay open. Raises `Refused` and the
    journal's errors. Effects: a fact; one entry mentioning ("award", id) and ("convention", id).
    """
    require(can_keep_chain(actor, award, stage))
    if stage not in {one.value for one in Stage} or stage == Stage.CALLED:
        raise Refused("Choisissez l’étape.")
    _check(amount_cents, instalment)
    if stage in (Stage.ORDERED, Stage.RECOVERY) and not order_reference.strip():
        raise Refused("Donnez le numéro du mandat ou du titre de recette.")
    if stage == Stage.ORDERED and actor.has(*FUNDERS) and actor.house_id != award.house_id:
        found, pieces = one_chain(award)
        held = hold_order(found.chain, pieces, found.planned, amount_cents)
        if held:
            raise Refused(held)
        _require_clear(award, actor, declared_on)
    with change(
        actor,
        verb=f"funding.{stage}",
        houses=[award.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        return _write(
            entry,
            award,
            stage,
            amount_cents,
            occurred_on,
            instalment,
            order_reference,
            slip_reference,
        )


def call_payment(
    *,
    actor: Actor,
    award: AwardMade,
    instalment: int,
    amount_cents: int | None = None,
    occurred_on: datetime.date,
    bank_details: str = "",
    signatory: str = "",
    capacity: str = "",
    reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AwardStep:
    """Call for an instalment: its amount by the clauses, or less. The PDF is drawn from this fact.

    Raises `Refused` with what holds it: pieces not accepted, by name; money to take back; nothing
    left to call; signature unknown; errors of the year still open. Effects: a fact and what the
    call says; one entry.
    """
    require(can_keep_chain(actor, award, Stage.CALLED))
    found, pieces = one_chain(award)
    part = next((one for one in found.planned if one.number == instalment), None)
    if part is None:
        raise Refused("Cette échéance n’existe pas dans la convention.")
    free = max(0, found.chain.left_cents - found.chain.waiting_cents)
    cents = min(part.cents, free) if amount_cents is None else amount_cents
    signed = award.convention.signed_on is not None
    held = hold_call(found.chain, part, pieces, is_signed=signed, cents=cents or part.cents)
    if held:
        raise Refused(held)
    _check(cents, instalment)
    _require_clear(award, actor, declared_on)
    with change(
        actor,
        verb="funding.called",
        houses=[award.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        step = _write(entry, award, Stage.CALLED, cents, occurred_on, instalment, reference, "")
        PaymentCall.objects.create(
            step=step,
            bank_details=" ".join(bank_details.split())[:120],
            signatory=" ".join(signatory.split())[:120],
            capacity=" ".join(capacity.split())[:120],
        )
    return step


def _require_clear(award: AwardMade, actor: Actor, declared_on: datetime.date | None) -> None:
    """Hold an act of today on the year's open errors; what is declared of the past is recorded."""
    if declared_on is None:
        today, year = timezone.localdate(), award.budget_year
        require_clear(award.convention, actor, today, year=year, besides=WATCHED_HERE)


def void_step(
    *,
    actor: Actor,
    step: AwardStep,
    code: str = "error",
    reason: str,
    key: uuid.UUID | None = None,
) -> AwardStep:
    """Void a step with a reason. Raises `Refused`, `AlreadyVoid`."""
    require(can_keep_chain(actor, step.award, step.stage))
    if not reason.strip():
        raise Refused("Donnez le motif : il reste à côté de l’étape annulée.")
    with change(actor, verb="funding.void_step", houses=[step.house_id], key=key) as entry:
        entry.void(step, code=code, reason=reason.strip())
        entry.mention("award", step.award_id)
        entry.mention("convention", step.convention_id)
    return step


def add_basis(
    *,
    actor: Actor,
    award: AwardMade,
    decision: Decision,
    amount_cents: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AwardBasis:
    """Rest an award on one more decision: an advance voted in March, the award in April.

    Raises `Refused` (of another house, already there, more than the award). Effects: a row; one
    entry mentioning ("award", id), ("convention", id), ("deliberation", id).
    """
    require(can_record(actor, award.house_id))
    if decision.deliberation.house_id != award.house_id:
        raise Refused("Cette décision est tenue par une autre structure.")
    if decision.pk == award.decision_id or award.bases.filter(decision=decision).exists():
        raise Refused("Cette décision est déjà liée à la subvention.")
    if amount_cents is not None and not 0 < amount_cents <= award.amount_cents:
        raise Refused("Ce que vote la décision va de plus de 0 € au montant de la subvention.")
    with change(
        actor,
        verb="funding.add_basis",
        houses=[award.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        basis = AwardBasis.objects.create(award=award, decision=decision, amount_cents=amount_cents)
        entry.mention("award", award.pk)
        entry.mention("convention", award.convention_id)
        entry.mention("deliberation", decision.deliberation_id)
    return basis


def complete_payment(
    *,
    actor: Actor,
    payment: PaymentMade,
    order_reference: str = "",
    bank_reference: str = "",
    key: uuid.UUID | None = None,
) -> PaymentMade:
    """Add to a payment the reference that its other side gives: the order, or the bank's.

    The payment is replaced by one that says both. Raises `Refused`, `AlreadyVoid`, `AlreadyDone`.
    """
    require(can_record(actor, payment.house_id))
    if not (order_reference.strip() or bank_reference.strip()):
        raise Refused("Donnez la référence à ajouter.")
    by = PaymentMade(
        nature=payment.nature,
        amount_cents=payment.amount_cents,
        instalment=payment.instalment,
        order_reference=order_reference.strip() or payment.order_reference,
        bank_reference=bank_reference.strip() or payment.bank_reference,
        occurred_on=payment.occurred_on,
    )
    by.paid_on(payment.award)
    with change(
        actor, verb="funding.complete_payment", houses=[payment.house_id], key=key
    ) as entry:
        entry.replace(payment, by, code="slip")
        for line in payment.money_lines.all():
            line.payment = by
            line.save(update_fields=["payment"])
        entry.mention("payment", by.pk)
        entry.mention("award", payment.award_id)
        entry.mention("convention", payment.convention_id)
    return by


def _check(amount_cents: int, instalment: int | None) -> None:
    if not 0 < amount_cents <= HIGHEST_CENTS:
        raise Refused("Le montant est supérieur à 0 €. Tapez par exemple 6 300 €.")
    if instalment is not None and not 0 < instalment < 100:
        raise Refused("Le numéro d’échéance va de 1 à 99.")


def _write(
    entry: Entry,
    award: AwardMade,
    stage: str,
    amount_cents: int,
    occurred_on: datetime.date,
    instalment: int | None,
    order_reference: str,
    slip_reference: str,
) -> AwardStep:
    step = AwardStep(
        award=award,
        convention=award.convention,
        action=award.action,
        budget_year=award.budget_year,
        funder=award.funder,
        stage=Stage(stage).value,
        amount_cents=amount_cents,
        instalment=instalment,
        order_reference=order_reference.strip()[:60],
        slip_reference=slip_reference.strip()[:60],
        occurred_on=occurred_on,
    )
    entry.record(step)
    entry.mention("award", award.pk)
    entry.mention("convention", award.convention_id)
    return step
