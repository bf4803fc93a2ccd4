"""The engineering fund of a programme and a year."""

import datetime
import uuid

from probant.funding.access import can_record
from probant.funding.models import Convention, EngineeringFund
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme


def set_engineering_fund(
    *,
    actor: Actor,
    programme: Programme,
    year: int,
    label: str,
    amount_cents: int,
    convention: Convention | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> EngineeringFund:
    """Write an envelope of a programme's engineering fund, or write it again.

    The same programme, year and origin is the same envelope. Raises `Refused`, `Stale`,
    `AlreadyDone`. Effects: the fund; one entry that keeps what stood before.
    """
    require(can_record(actor, programme.house_id))
    origin = " ".join(label.split())
    if not origin or amount_cents < 0:
        raise Refused("Une enveloppe a une origine et un montant positif.")
    if convention is not None and convention.house_id != programme.house_id:
        raise Refused("Cette convention est tenue par une autre structure.")
    with change(
        actor,
        verb="funding.set_engineering_fund",
        houses=[programme.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("programme", programme.pk, read_at=read_at)
        before = EngineeringFund.objects.filter(
            programme=programme, year=year, label=origin
        ).first()
        entry.detail(
            category="funding",
            fund=origin,
            year=year,
            before_cents=before.amount_cents if before else None,
            amount_cents=amount_cents,
        )
        fund, _ = EngineeringFund.objects.update_or_create(
            house_id=programme.house_id,
            programme=programme,
            year=year,
            label=origin,
            defaults={"amount_cents": amount_cents, "convention": convention},
        )
        entry.mention("programme", programme.pk)
        if convention is not None:
            entry.mention("convention", convention.pk)
    return fund


def drop_engineering_fund(
    *, actor: Actor, fund: EngineeringFund, key: uuid.UUID | None = None
) -> None:
    """Take an envelope away that was noted by mistake; the entry keeps what it was."""
    require(can_record(actor, fund.house_id))
    with change(
        actor, verb="funding.drop_engineering_fund", houses=[fund.house_id], key=key
    ) as entry:
        entry.detail(
            category="funding", fund=fund.label, year=fund.year, before_cents=fund.amount_cents
        )
        entry.mention("programme", fund.programme_id)
        fund.delete()
