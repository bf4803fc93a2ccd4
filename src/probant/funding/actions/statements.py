"""Lines of a bank statement or of a list of orders: proposed as payments, confirmed by a person."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from probant.funding.access import can_record
from probant.funding.actions.chain import complete_payment
from probant.funding.actions.payments import record_payment
from probant.funding.models import AwardMade, MoneyLine, PaymentMade
from probant.funding.queries.statements import awaited_of
from probant.funding.rules.statements import MoneyRow, propose
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


@dataclass(frozen=True)
class LinesRead:
    """What became of a file: lines kept as proposals, known already, left out."""

    kept: int
    known: int
    left_out: int


def propose_lines(
    *,
    actor: Actor,
    house_id: int,
    source: str,
    rows: Iterable[MoneyRow],
    key: uuid.UUID | None = None,
) -> LinesRead:
    """Keep the lines that look like money of an award; the others are not kept at all.

    The same file again keeps nothing twice. Raises `Refused`, `AlreadyDone`. Effects: rows; one
    entry where something was kept.
    """
    require(can_record(actor, house_id))
    awaited = awaited_of(house_id)
    seen: Counter[str] = Counter()
    kept = known = left_out = 0
    with change(actor, verb="funding.read_statement", houses=[house_id], key=key) as entry:
        there = set(MoneyLine.objects.filter(house_id=house_id).values_list("digest", flat=True))
        made = []
        for row in rows:
            found = propose(row, awaited)
            if found is None or row.on > entry.today:
                left_out += 1
                continue
            base = f"{source}|{row.on}|{row.cents}|{row.label}|{row.reference}"
            seen[base] += 1  # two transfers alike on one day are two
            digest = hashlib.sha256(f"{base}|{seen[base]}".encode()).hexdigest()
            if digest in there:
                known += 1
                continue
            made.append(
                MoneyLine(
                    house_id=house_id,
                    source=source,
                    occurred_on=row.on,
                    amount_cents=row.cents,
                    label=row.label,
                    reference=row.reference,
                    digest=digest,
                    proposed_id=found.award_id,
                    read_on=entry.today,
                )
            )
            kept += 1
        MoneyLine.objects.bulk_create(made)
        if made:
            entry.detail(category="funding", lines=kept)
    return LinesRead(kept, known, left_out)


def confirm_line(
    *,
    actor: Actor,
    line: MoneyLine,
    award: AwardMade,
    instalment: int | None = None,
    key: uuid.UUID | None = None,
) -> PaymentMade:
    """A person says that a line is money of an award: the payment is recorded.

    Where the same sum is already noted on the award by its other side (the bank's, or the order),
    its reference is added to that payment: nothing is counted twice. Raises `Refused`.
    """
    require(can_record(actor, line.house_id))
    if line.payment_id is not None or line.is_set_aside:
        raise Refused("Cette ligne est déjà traitée.")
    bank = line.reference or f"relevé du {line.occurred_on:%d/%m/%Y}"
    is_bank = line.source == MoneyLine.Source.BANK
    other = _other_side(line, award)
    if other is not None:
        payment = complete_payment(
            actor=actor,
            payment=other,
            order_reference="" if is_bank else line.reference,
            bank_reference=bank if is_bank else "",
            key=key,
        )
    else:
        payment = record_payment(
            actor=actor,
            award=award,
            amount_cents=abs(line.amount_cents),
            paid_on=line.occurred_on,
            nature=PaymentMade.Nature.PAYMENT
            if line.amount_cents > 0
            else PaymentMade.Nature.REPAYMENT,
            instalment=instalment,
            order_reference="" if is_bank else line.reference,
            bank_reference=bank if is_bank else "",
            key=key,
        )
    line.payment = payment
    line.save(update_fields=["payment"])
    return payment


def set_line_aside(*, actor: Actor, line: MoneyLine, key: uuid.UUID | None = None) -> MoneyLine:
    """A line is something else: it is no longer proposed, and its words are emptied."""
    require(can_record(actor, line.house_id))
    if line.payment_id is not None:
        raise Refused("Cette ligne est déjà un versement : annulez plutôt le versement.")
    with change(actor, verb="funding.set_line_aside", houses=[line.house_id], key=key) as entry:
        line.is_set_aside, line.label = True, ""
        line.save(update_fields=["is_set_aside", "label"])
        entry.mention("money_line", line.pk)
    return line


def _other_side(line: MoneyLine, award: AwardMade) -> PaymentMade | None:
    """A payment of the same sum within a month that only its other side has noted."""
    rows = PaymentMade.objects.now().filter(award=award, amount_cents=abs(line.amount_cents))
    rows = rows.filter(nature=PaymentMade.Nature.PAYMENT if line.amount_cents > 0 else "repayment")
    side = "bank_reference" if line.source == MoneyLine.Source.BANK else "order_reference"
    noted: list[PaymentMade] = list(rows.filter(**{side: ""}).order_by("occurred_on"))
    for payment in noted:
        if abs((payment.occurred_on - line.occurred_on).days) <= 31:
            return payment
    return None
