"""The register of providers: what a house knows of those to whom it entrusts missions."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class Skill(models.TextChoices):
    """What a provider is asked for, in the words of the trade."""

    ECONOMY = "economy", "modèle économique"
    PROJECT = "project", "projet associatif ou d’entreprise"
    GOVERNANCE = "governance", "gouvernance"
    EMPLOYER = "employer", "fonction employeur"
    ORGANISATION = "organisation", "organisation interne"
    FINANCE = "finance", "gestion financière"
    MARKETS = "markets", "développement commercial et marchés"
    COOPERATION = "cooperation", "coopération et mutualisation"
    IMPACT = "impact", "utilité sociale"
    COMMUNICATION = "communication", "communication"
    LAW = "law", "droit et statuts"
    DIGITAL = "digital", "numérique"
    ECOLOGY = "ecology", "transition écologique"


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The providers of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Provider(models.Model):
    """An organisation that the house marks as a provider. Missions and marks are derived."""

    house = models.ForeignKey(House, models.PROTECT, related_name="providers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="provider_of")
    day_rate_cents = models.BigIntegerField("tarif journalier", null=True, blank=True)
    presentation = models.TextField("présentation", blank=True)
    is_listed = models.BooleanField("consultable pour une mission", default=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "organisation"],
                name="provider_once",
                violation_error_message="Cette structure est déjà dans vos prestataires.",
            ),
            models.CheckConstraint(
                condition=Q(day_rate_cents__isnull=True) | Q(day_rate_cents__gte=0),
                name="provider_rate",
                violation_error_message="Un tarif n’est pas négatif.",
            ),
        ]


class ProviderSkill(models.Model):
    """One thing that a provider knows."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="skills")
    skill = models.CharField("compétence", max_length=16, choices=Skill)

    class Meta:
        ordering = ["provider", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "skill"], name="provider_skill_once")
        ]


class ProviderPlace(models.Model):
    """A territory where a provider works; none means anywhere."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="places")
    place_code = models.CharField("territoire (code)", max_length=9)
    place_name = models.CharField("territoire", max_length=120)

    class Meta:
        ordering = ["provider", "place_name"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "place_code"], name="provider_place_once")
        ]
