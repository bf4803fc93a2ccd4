"""The engineering fund: what a programme may spend on missions in a year, and from whom."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.funding.models.conventions import Convention
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Programme


class EngineeringFundQuerySet(models.QuerySet["EngineeringFund"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The funds of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class EngineeringFund(models.Model):
    """One envelope of a programme and a year; several funders make several rows.

    What is committed, spent and left of it is derived from the missions in the programme's scope.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="engineering_funds")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="engineering_funds")
    year = models.SmallIntegerField("exercice")
    label = models.CharField("origine", max_length=120)
    amount_cents = models.BigIntegerField("montant")
    convention = models.ForeignKey(
        Convention,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engineering_funds",
        verbose_name="convention",
    )

    objects = EngineeringFundQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "year", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "label"],
                name="engineering_fund_once",
                violation_error_message="Cette enveloppe est déjà notée pour cet exercice.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0) & ~Q(label=""),
                name="engineering_fund_amount",
                violation_error_message="Une enveloppe a une origine et un montant positif.",
            ),
        ]
