"""How long a house keeps a category of personal texts, where it changed the default."""

from typing import Self

from django.db import models

from probant.directory.models.houses import House
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


class RetentionPeriodQuerySet(models.QuerySet["RetentionPeriod"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The periods of the actor's own house, for its direction."""
        if actor is None or actor.house_id is None or not actor.has(Role.DIRECTION):
            return self.none()
        return self.filter(house_id=actor.house_id)


class RetentionPeriod(models.Model):
    """A house's own period for one category (a key of `kernel.erasure.RETAINED`)."""

    house = models.ForeignKey(House, models.PROTECT, related_name="retention_periods")
    category = models.CharField("catégorie", max_length=32)
    months = models.PositiveSmallIntegerField("durée (mois)")
    legal_basis = models.CharField("fondement", max_length=200)

    objects = RetentionPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "category"],
                name="retention_period_once",
                violation_error_message="Une durée est déjà fixée pour cette catégorie.",
            ),
            models.CheckConstraint(
                condition=~models.Q(legal_basis=""),
                name="retention_period_founded",
                violation_error_message="Dites sur quoi se fonde cette durée.",
            ),
        ]
