"""Services sold: quoted, ordered, invoiced, paid."""

import uuid
from collections.abc import Mapping
from typing import Any

from probant.funding.access import can_record
from probant.funding.models import PaidService
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require

SERVICE = "service"
COLUMNS = (
    "label",
    "customer",
    "action",
    "session",
    "account",
    "amount_cents",
    "quoted_on",
    "quote_reference",
    "ordered_on",
    "order_reference",
    "invoiced_on",
    "invoice_reference",
    "paid_on",
)
STEPS = (
    ("quoted_on", "ordered_on", "La commande précède le devis"),
    ("ordered_on", "invoiced_on", "La facture précède la commande"),
    ("invoiced_on", "paid_on", "Le paiement précède la facture"),
)


def write_service(
    *,
    actor: Actor,
    house_id: int,
    values: Mapping[str, Any],
    service: PaidService | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> PaidService:
    """Write a service sold (`values` by column of `PaidService`), or what became of it.

    Raises `Refused`, `Stale` and the journal's errors. Effects: the row; one entry mentioning
    ("service", id), what it was before in its detail.
    """
    require(can_record(actor, house_id))
    if service is not None and service.house_id != house_id:
        raise Refused("Cette prestation est celle d’une autre structure.")
    with change(actor, verb="funding.write_service", houses=[house_id], key=key) as entry:
        one = service or PaidService(house_id=house_id)
        if one.pk:
            entry.guard(SERVICE, one.pk, read_at=read_at)
            entry.detail(
                category="funding", before={"amount_cents": one.amount_cents, "label": one.label}
            )
        for column in COLUMNS:
            if column in values:
                setattr(one, column, values[column])
        _check(one)
        one.save()
        entry.mention(SERVICE, one.pk)
    return one


def _check(one: PaidService) -> None:
    if not one.label.strip():
        raise Refused("Dites ce qui est vendu, comme « Formation trésorerie, 2 jours ».")
    if one.amount_cents <= 0:
        raise Refused("Un prix est supérieur à 0 €.")
    if not one.account.startswith("70"):
        raise Refused(
            "Une prestation vendue est un produit du compte 70 (706, 708) : une subvention "
            "s’enregistre sur sa convention."
        )
    for before, after, words in STEPS:
        first, then = getattr(one, before), getattr(one, after)
        if first and then and then < first:
            raise Refused(f"{words} : {write_date(then)} est avant {write_date(first)}.")
    if one.paid_on and not (one.invoiced_on and one.invoice_reference.strip()):
        raise Refused("Une prestation payée a été facturée : notez la facture et son numéro.")
    same = PaidService.objects.filter(
        house_id=one.house_id, invoice_reference=one.invoice_reference.strip()
    ).exclude(pk=one.pk or 0)
    if one.invoice_reference.strip() and same.exists():
        raise Refused(f"La facture {one.invoice_reference} est déjà sur une autre prestation.")
