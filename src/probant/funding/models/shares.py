"""Shares of funders in what an action costs: its hours, its expenses."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.funding.models.budgets import BudgetLine
from probant.funding.models.conventions import Convention
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Action

WHOLE = 10_000  # hundredths of a percent


class CostShareQuerySet(models.QuerySet["CostShare"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The shares of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class CostShare(models.Model):
    """A funder bears so much of what an action costs, between two days, under a convention.

    An hour belongs to one action and counts once; its cost may have several funders. Their shares
    of the same hour, or of the same expense, never pass 100 % (`rules.shares`, under the house's
    lock). `account` and `piece` narrow it to some entries of the ledger; `line` is one of a budget
    that was typed before actuals were read from the accounts.
    """

    class Covers(models.TextChoices):
        HOURS = "hours", "temps de l’équipe"
        EXPENSES = "expenses", "dépenses"

    house = models.ForeignKey(House, models.PROTECT, related_name="cost_shares")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="cost_shares")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="cost_shares")
    covers = models.CharField("porte sur", max_length=8, choices=Covers)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="cost_shares"
    )
    account = models.CharField("comptes commençant par", max_length=20, blank=True, default="")
    piece = models.CharField("pièce", max_length=60, blank=True, default="")
    share_hundredths = models.SmallIntegerField("part")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")

    objects = CostShareQuerySet.as_manager()

    class Meta:
        ordering = ["action", "covers", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_hundredths__gt=0, share_hundredths__lte=WHOLE),
                name="cost_share_range",
                violation_error_message="Une part va de plus de 0 % à 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cost_share_dates",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=True) | Q(covers="expenses"),
                name="cost_share_line",
                violation_error_message="Une ligne de budget est une dépense, pas une heure.",
            ),
        ]
        indexes = [
            models.Index(fields=["house", "action", "covers"], name="cost_share_action"),
        ]
