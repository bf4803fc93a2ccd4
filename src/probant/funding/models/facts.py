"""Facts of money: what was awarded, what was paid, which obligation was met, each dated."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation, PlacedFact
from probant.funding.models.conventions import Convention
from probant.funding.rules import Duty
from probant.governance.models import Decision
from probant.journal.facts import Fact, FactQuerySet, fact_indexes
from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.kernel.roles import FUNDERS
from probant.programmes.models import Action


class FundingFactQuerySet(FactQuerySet):
    """The house's own for its people; for a funder's people, what their organisation gives."""

    def visible_to(self, actor: Actor | None) -> Self:
        own = super().visible_to(actor)
        if actor is None or actor.organisation_id is None or not actor.has(*FUNDERS):
            return own
        theirs = self.filter(
            funder_id=actor.organisation_id,
            convention_id__in=Convention.objects.visible_to(actor).values("pk"),
        )
        return own | theirs


class AwardMade(PlacedFact):
    """A subsidy awarded: `occurred_on` is the day of the decision, `budget_year` what it covers.

    `organisation` is the beneficiary, placed as any fact. An award of a whole convention, not split
    between its actions, has no action.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="awards")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="awards")
    budget_year = models.SmallIntegerField("exercice")
    amount_cents = models.BigIntegerField("montant attribué")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="awards"
    )
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    objects = FundingFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(PlacedFact.Meta):
        constraints = [
            *PlacedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="%(class)s_positive",
                violation_error_message="Une subvention est supérieure à 0 €.",
            ),
        ]
        indexes = [
            *fact_indexes("award_made", "budget_year", counted=("amount_cents",)),
            models.Index(fields=["convention", "budget_year"], name="award_made_convention"),
            models.Index(fields=["funder", "budget_year"], name="award_made_funder"),
        ]

    @property
    def beneficiary(self) -> Organisation | None:
        """Who receives the money."""
        return self.organisation


class PaymentMade(PlacedFact):
    """Money paid (or paid back) on an award; `occurred_on` is the day of payment.

    Convention, action, year, funder and beneficiary with its place are copied from the award:
    correcting an award does not move what was paid. Payments written before their beneficiary was
    copied have none, and are read through their award.
    """

    BORN: ClassVar[Mapping[str, int]] = {
        "organisation_id": 4,
        "person_id": 4,
        "place_code": 4,
        "place_vintage": 4,
        "family": 4,
        "theme": 4,
        "branch": 4,
        "qpv_code": 4,
    }

    class Nature(models.TextChoices):
        PAYMENT = "payment", "versement"
        REPAYMENT = "repayment", "reversement"

    award = models.ForeignKey(AwardMade, models.PROTECT, related_name="payments")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="payments")
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="payments"
    )
    budget_year = models.SmallIntegerField("exercice")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    nature = models.CharField("nature", max_length=10, choices=Nature, default=Nature.PAYMENT)
    amount_cents = models.BigIntegerField("montant")
    instalment = models.SmallIntegerField("échéance", null=True, blank=True)
    order_reference = models.CharField("mandat", max_length=60, blank=True)
    bank_reference = models.CharField("référence bancaire", max_length=60, blank=True)

    objects = FundingFactQuerySet.as_manager()  # type: ignore[misc]

    class Meta(PlacedFact.Meta):
        constraints = [
            *PlacedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="%(class)s_positive",
                violation_error_message="Un versement est supérieur à 0 €.",
            ),
        ]
        indexes = [
            *fact_indexes("payment_made", "nature", counted=("amount_cents",)),
            models.Index(fields=["convention", "budget_year"], name="payment_made_convention"),
        ]

    def paid_on(self, award: AwardMade) -> None:
        """Copy from an award what a payment keeps of it: whose money, whose, for what, where."""
        self.award = award
        self.convention = award.convention
        self.action = award.action
        self.budget_year = award.budget_year
        self.funder = award.funder
        for column in self.BORN:
            setattr(self, column, getattr(award, column))

    @property
    def told(self) -> str:
        """What it is, in words: « versement de 6 300 € »."""
        return f"{self.get_nature_display()} de {write_euros(self.amount_cents)}"

    @property
    def signed_cents(self) -> int:
        """The amount, negative for money paid back."""
        back = self.nature == self.Nature.REPAYMENT
        return -self.amount_cents if back else self.amount_cents


class ObligationMetQuerySet(FactQuerySet):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the conventions that the actor sees."""
        return self.filter(convention_id__in=Convention.objects.visible_to(actor).values("pk"))


class ObligationMet(Fact):
    """An obligation met on a day: the report was sent, the committee sat, the data published."""

    class Code(models.TextChoices):
        EVIDENCE = Duty.EVIDENCE.value, "pièces justificatives remises"
        REPORT = Duty.REPORT.value, "compte rendu financier remis"
        COMMITTEE = Duty.COMMITTEE.value, "comité de pilotage tenu"
        PUBLICATION = Duty.PUBLICATION.value, "données essentielles publiées"
        REQUEST = Duty.REQUEST.value, "demande de l’année déposée"
        ACCOUNTS = Duty.ACCOUNTS.value, "comptes certifiés et publiés"
        DEPOSIT = Duty.DEPOSIT.value, "budget, comptes et conventions déposés à la préfecture"
        NOTICE = Duty.NOTICE.value, "dénonciation décidée ou écartée"
        RENEWAL = Duty.RENEWAL.value, "renouvellement décidé"
        MENTION = Duty.MENTION.value, "soutien du financeur mentionné"
        MENTION_FUNDER = Duty.MENTION_FUNDER.value, "soutien de l’association mentionné"
        INVITE = Duty.INVITE.value, "invitation faite"
        ROOMS = Duty.ROOMS.value, "salles prêtées"
        COMMITMENT = Duty.COMMITMENT.value, "engagement de l’association tenu"
        COMMITMENT_FUNDER = Duty.COMMITMENT_FUNDER.value, "engagement du financeur tenu"

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="obligations_met")
    code = models.CharField("obligation", max_length=24, choices=Code)
    budget_year = models.SmallIntegerField("exercice", null=True, blank=True)
    reference = models.CharField("preuve", max_length=120, blank=True)

    objects = ObligationMetQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["convention", "code"], name="obligation_met_convention"),
            models.Index(fields=["house_id", "seq"], name="obligation_met_seq"),
        ]
