"""Conventions: who binds themselves to whom, for how long, by which votes."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from probant.directory.models import House, Organisation
from probant.funding.rules import Status
from probant.governance.models import Decision
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import FUNDERS, HOUSE


class ConventionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The house's own for its people; for a funder's, those their organisation funds.

        A draft is the house's business until it is submitted. A partner that does not fund, and
        everybody else, sees nothing.
        """
        if actor is None:
            return self.none()
        seen = Q(pk__in=[])
        if actor.house_id is not None and actor.has(*HOUSE):
            seen = Q(house_id=actor.house_id)
        if actor.organisation_id is not None and actor.has(*FUNDERS):
            party = Party.objects.filter(
                convention=OuterRef("pk"),
                organisation_id=actor.organisation_id,
                role=Party.Role.FUNDER,
            )
            seen |= Q(Exists(party)) & ~Q(status=Status.DRAFT)
        return self.filter(seen)


class Convention(models.Model):
    """A convention between two or more organisations, kept by a house."""

    class Kind(models.TextChoices):
        SINGLE = "single", "convention annuelle"
        CPO = "cpo", "convention pluriannuelle d’objectifs"
        CPOM = "cpom", "convention pluriannuelle d’objectifs et de moyens"
        PARTNERSHIP = "partnership", "convention de partenariat"

    house = models.ForeignKey(House, models.PROTECT, related_name="conventions")
    kind = models.CharField("nature", max_length=12, choices=Kind)
    title = models.CharField("intitulé", max_length=300)
    reference = models.CharField("référence", max_length=60, blank=True)
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin", null=True, blank=True)
    signed_on = models.DateField("signée le", null=True, blank=True)
    status = models.CharField(
        "état", max_length=12, choices=[(one.value, one.label) for one in Status]
    )
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals"
    )
    number = models.SmallIntegerField("numéro d’avenant", null=True, blank=True)
    denounced_on = models.DateField("dénoncée le", null=True, blank=True)
    document_reference = models.CharField("document", max_length=200, blank=True)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "starts_on", "id"], name="convention_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="convention_titled",
                violation_error_message="Une convention a un intitulé.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="convention_period",
                violation_error_message="La fin d’une convention ne peut précéder son début.",
            ),
            models.UniqueConstraint(
                fields=["amends", "number"],
                condition=Q(number__isnull=False),
                name="amendment_number",
                violation_error_message="Un avenant porte déjà ce numéro.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period | None:
        """Both ends known, or None."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return Period(self.starts_on, self.ends_on)


class Party(models.Model):
    """An organisation bound by a convention, who signs for it and what empowers them."""

    class Role(models.TextChoices):
        FUNDER = "funder", "financeur"
        BENEFICIARY = "beneficiary", "bénéficiaire"
        PARTNER = "partner", "partenaire"

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField("rôle", max_length=12, choices=Role)
    position = models.SmallIntegerField("ordre")
    printed_name = models.CharField("nom (tel qu’écrit)", max_length=200, blank=True)
    signatory = models.CharField("signataire", max_length=120, blank=True)
    capacity = models.CharField("qualité", max_length=160, blank=True)
    empowered_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["convention", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "organisation", "role"],
                name="party_once",
                violation_error_message="Cette structure est déjà partie à la convention.",
            )
        ]
        indexes = [models.Index(fields=["organisation", "convention"], name="party_organisation")]


class Approval(models.Model):
    """A decision that approved the convention, its amendment or its signature."""

    class Nature(models.TextChoices):
        APPROVES = "approves", "approuve la convention"
        SIGNATURE = "signature", "autorise la signature"
        RENEWS = "renews", "reconduit"

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="approvals")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="approves")
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.APPROVES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["convention", "decision"], name="approval_once")
        ]
