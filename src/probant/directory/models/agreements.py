"""A structure's agreement to be named to one funder: recorded, dated, revocable."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models.houses import House
from probant.directory.models.organisations import Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class NamingAgreementQuerySet(models.QuerySet["NamingAgreement"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Agreements recorded by the actor's house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def standing(self) -> Self:
        """Agreements that nobody withdrew."""
        return self.filter(withdrawn_on__isnull=True)


class NamingAgreement(models.Model):
    """The structure agreed that its name be shown to the funder beside the house's figures."""

    house = models.ForeignKey(House, models.PROTECT, related_name="naming_agreements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="naming_agreements")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreed_on = models.DateField("accord donné le")
    withdrawn_on = models.DateField("accord retiré le", null=True, blank=True)

    objects = NamingAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation", "funder"],
                condition=Q(withdrawn_on__isnull=True),
                name="naming_agreement_once",
                violation_error_message="Cette structure a déjà donné son accord à ce financeur.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("agreed_on")),
                name="naming_agreement_dates",
            ),
        ]
