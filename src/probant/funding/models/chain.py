"""The authority's chain on an award, the calls made of it, and what a list of payments proposes.

Each step is a dated fact; where an award stands follows from its steps and its payments
(`rules.chain`). What was paid is `PaymentMade`.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.funding.models.conventions import Convention
from probant.funding.models.facts import AwardMade, FundingFactQuerySet, PaymentMade
from probant.funding.rules import Duty
from probant.funding.rules.chain import Stage
from probant.governance.models import Decision
from probant.journal.facts import Fact
from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.kernel.roles import TEAM
from probant.programmes.models import Action


class AwardBasis(models.Model):
    """A further decision on which an award rests: an advance and an award may be two votes.

    `amount_cents`: what that decision gives of the award, where it says so.
    """

    award = models.ForeignKey(AwardMade, models.PROTECT, related_name="bases")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="award_bases")
    amount_cents = models.BigIntegerField("montant voté", null=True, blank=True)

    class Meta:
        ordering = ["award", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "decision"],
                name="award_basis_once",
                violation_error_message="Cette décision est déjà liée à la subvention.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gt=0),
                name="award_basis_positive",
                violation_error_message="Le montant voté est supérieur à 0 €.",
            ),
        ]


class AwardStep(Fact):
    """A step of the chain on an award: called, committed, certified, ordered, recovered, retained.

    Convention, action, year and funder are copied from the award, as for payments.
    `order_reference`: number of the commitment, of the order (mandat) or of the recovery order
    (titre); `slip_reference`: the slip (bordereau) that holds it.
    """

    award = models.ForeignKey(AwardMade, models.PROTECT, related_name="steps")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="award_steps")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    budget_year = models.SmallIntegerField("exercice")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    stage = models.CharField(
        "étape", max_length=10, choices=[(one.value, one.label) for one in Stage]
    )
    amount_cents = models.BigIntegerField("montant")
    instalment = models.SmallIntegerField("échéance", null=True, blank=True)
    order_reference = models.CharField("référence", max_length=60, blank=True)
    slip_reference = models.CharField("bordereau", max_length=60, blank=True)

    objects = FundingFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="%(class)s_positive",
                violation_error_message="Le montant est supérieur à 0 €.",
            ),
        ]
        indexes = [
            models.Index(fields=["convention", "budget_year"], name="award_step_convention"),
            models.Index(fields=["house_id", "seq"], name="award_step_seq"),
        ]

    @property
    def told(self) -> str:
        """What it is, in words: « retenue de 300 € »."""
        return f"{self.get_stage_display()} de {write_euros(self.amount_cents)}"


class PaymentCall(models.Model):
    """What a call for payment says besides its amount: where to pay, who signs it."""

    step = models.OneToOneField(AwardStep, models.PROTECT, related_name="call")
    bank_details = models.CharField("coordonnées bancaires", max_length=120, blank=True)
    signatory = models.CharField("signataire", max_length=120, blank=True)
    capacity = models.CharField("qualité", max_length=120, blank=True)


class MoneyLineQuerySet(models.QuerySet["MoneyLine"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Lines of the actor's own house, for its team."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class MoneyLine(models.Model):
    """A line of a bank statement or of a list of orders that looks like money of an award.

    Only what looks like it is kept: the rest of an account is nobody's business here. `payment`:
    what a person confirmed it to be; `is_set_aside`: it is something else.
    """

    class Source(models.TextChoices):
        BANK = "bank", "relevé bancaire"
        ORDERS = "orders", "liste de mandats"

    house = models.ForeignKey(House, models.PROTECT, related_name="money_lines")
    source = models.CharField("origine", max_length=8, choices=Source)
    occurred_on = models.DateField("date")
    amount_cents = models.BigIntegerField("montant")
    label = models.CharField("libellé", max_length=200, blank=True)
    reference = models.CharField("référence", max_length=60, blank=True)
    digest = models.CharField(max_length=64)
    proposed = models.ForeignKey(
        AwardMade, models.PROTECT, null=True, blank=True, related_name="money_lines"
    )
    payment = models.ForeignKey(
        PaymentMade, models.PROTECT, null=True, blank=True, related_name="money_lines"
    )
    is_set_aside = models.BooleanField("autre chose", default=False)
    read_on = models.DateField("lue le")

    objects = MoneyLineQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["house", "digest"], name="money_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.occurred_on}".strip()


class Keeper(models.Model):
    """Who of the team answers for what is due on a convention; `code` "": for all the rest."""

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="keepers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(
        "obligation",
        max_length=24,
        choices=[(one.value, one.label) for one in Duty],
        blank=True,
        default="",
    )

    class Meta:
        ordering = ["convention", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "code"],
                name="keeper_once",
                violation_error_message="Quelqu’un en répond déjà.",
            )
        ]
