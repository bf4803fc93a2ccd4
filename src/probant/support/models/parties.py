"""Who a case is for and with: people of the project, partners of the consortium."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import Organisation, Person
from probant.support.models.cases import Case


class StandingQuerySet(models.QuerySet["CaseMember"]):
    def standing(self) -> Self:
        """Those who have not left."""
        return self.filter(ends_on__isnull=True)


class CaseMember(models.Model):
    """A person of the project that a case supports, between two dates."""

    class Part(models.TextChoices):
        HOLDER = "holder", "porteur ou porteuse"
        CO_HOLDER = "co_holder", "co-porteur ou co-porteuse"
        PARTNER = "partner", "partie prenante"

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_parts")
    part = models.CharField("rôle", max_length=12, choices=Part, default=Part.HOLDER)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ends_on__isnull=True),
                name="case_member_once",
                violation_error_message="Cette personne est déjà dans le projet.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="case_member_dates",
            ),
        ]


class CasePartner(models.Model):
    """An organisation that takes part in the support of a case, between two dates."""

    class Part(models.TextChoices):
        LEAD = "lead", "chef de file"
        PARTNER = "partner", "partenaire"
        EXPERT = "expert", "apporte une expertise"
        FUNDER = "funder", "finance"
        HOST = "host", "accueille le projet"

    case = models.ForeignKey(Case, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="case_partners")
    part = models.CharField("rôle", max_length=12, choices=Part, default=Part.PARTNER)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu'au", null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "part"],
                condition=Q(ends_on__isnull=True),
                name="case_partner_once",
                violation_error_message="Cette structure est déjà partenaire de ce dossier.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="case_partner_dates",
            ),
        ]
