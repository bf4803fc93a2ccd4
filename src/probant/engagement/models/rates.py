"""How a house values an hour given: its method, dated and sourced; nobody types a value."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.engagement.models.levels import Level, Task
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class HourRateQuerySet(models.QuerySet["HourRate"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The rates of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class HourRate(models.Model):
    """What an hour of a level is worth from a day on, and where that comes from.

    By the minimum wage of the day times a coefficient (`coefficient_hundredths`: charges, level),
    or a fixed amount (`hourly_cents`). A rate of one mission goes before that of all (`task` "").
    A row is never changed: another one takes over from its own first day (règlement ANC 2018-06,
    art. 211-2: the method is the entity's, described in the annex, and stable).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="hour_rates", db_index=False)
    task = models.CharField("mission", max_length=20, choices=Task, blank=True, default="")
    level = models.CharField("niveau", max_length=8, choices=Level, default=Level.BASE)
    coefficient_hundredths = models.IntegerField("coefficient", null=True, blank=True)
    hourly_cents = models.IntegerField("euros de l’heure", null=True, blank=True)
    starts_on = models.DateField("à partir du")
    source = models.CharField("source", max_length=300)
    decided_on = models.DateField("décidé le")

    objects = HourRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "task", "level", "starts_on"],
                name="hour_rate_once",
                violation_error_message="Un taux commence déjà ce jour-là pour ce niveau.",
            ),
            models.CheckConstraint(
                condition=Q(coefficient_hundredths__gt=0, hourly_cents__isnull=True)
                | Q(coefficient_hundredths__isnull=True, hourly_cents__gt=0),
                name="hour_rate_one_basis",
                violation_error_message="Donnez un coefficient, ou un montant, pas les deux.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="hour_rate_sourced",
                violation_error_message="Dites d’où vient ce taux.",
            ),
        ]
