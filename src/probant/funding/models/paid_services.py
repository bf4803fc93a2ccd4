"""Services sold (trainings, studies): income of account 70, never a grant."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.gatherings.models import Session
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import Action


class PaidServiceQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the actor's own house, for those who keep its money."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM, Role.BOARD):
            return self.none()
        return self.filter(house_id=actor.house_id)


class PaidService(models.Model):
    """What was sold to whom: quoted, ordered, invoiced, paid. Its state is what its dates say."""

    house = models.ForeignKey(House, models.PROTECT, related_name="paid_services")
    label = models.CharField("prestation", max_length=200)
    customer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="paid_services"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="paid_services"
    )
    account = models.CharField("compte", max_length=8, default="706")
    amount_cents = models.BigIntegerField("montant")
    quoted_on = models.DateField("devis du", null=True, blank=True)
    quote_reference = models.CharField("devis n°", max_length=60, blank=True)
    ordered_on = models.DateField("commandée le", null=True, blank=True)
    order_reference = models.CharField("commande n°", max_length=60, blank=True)
    invoiced_on = models.DateField("facturée le", null=True, blank=True)
    invoice_reference = models.CharField("facture n°", max_length=60, blank=True)
    paid_on = models.DateField("payée le", null=True, blank=True)

    objects = PaidServiceQuerySet.as_manager()

    class Meta:
        ordering = ["house", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="paid_service_positive",
                violation_error_message="Un prix est supérieur à 0 €.",
            ),
            models.CheckConstraint(
                condition=Q(account__startswith="70"),
                name="paid_service_account",
                violation_error_message="Une prestation vendue est un produit du compte 70.",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(invoiced_on__isnull=False),
                name="paid_service_invoiced",
                violation_error_message="Une prestation payée a été facturée : notez la facture.",
            ),
            models.UniqueConstraint(
                fields=["house", "invoice_reference"],
                condition=~Q(invoice_reference=""),
                name="paid_service_invoice",
                violation_error_message="Une prestation porte déjà ce numéro de facture.",
            ),
        ]
        indexes = [models.Index(fields=["house", "invoiced_on"], name="paid_service_list")]

    def __str__(self) -> str:
        return self.label
