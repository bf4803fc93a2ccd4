"""Indirect costs of a budget: a written rule, from which the line is computed."""

from django.db import models
from django.db.models import F, Q

from probant.funding.models.budgets import Budget


class IndirectCost(models.Model):
    """The rule by which fixed costs are charged to an action; the amount is never typed.

    `rate`: `share_hundredths` (of a percent) of the direct costs, or of staff costs alone.
    `key`: `part` of `whole` (hours, square metres…) of a pool of fixed costs.
    """

    class Kind(models.TextChoices):
        RATE_DIRECT = "direct", "un taux des charges directes"
        RATE_STAFF = "staff", "un taux des charges de personnel"
        KEY = "key", "une clé de répartition des charges fixes"

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="indirect")
    kind = models.CharField("règle", max_length=8, choices=Kind)
    share_hundredths = models.IntegerField("taux", null=True, blank=True)
    pool_cents = models.BigIntegerField("charges fixes à répartir", null=True, blank=True)
    part = models.DecimalField(
        "part de l’action", max_digits=12, decimal_places=2, null=True, blank=True
    )
    whole = models.DecimalField("sur", max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.CharField("règle écrite", max_length=400)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["direct", "staff"],
                    share_hundredths__gt=0,
                    share_hundredths__lte=10_000,
                    pool_cents__isnull=True,
                    part__isnull=True,
                    whole__isnull=True,
                )
                | Q(
                    kind="key",
                    share_hundredths__isnull=True,
                    pool_cents__gte=0,
                    part__gte=0,
                    whole__gt=0,
                    whole__gte=F("part"),
                ),
                name="indirect_cost_rule",
                violation_error_message="La règle est un taux de 0 à 100 %, ou une part d’un tout.",
            )
        ]
