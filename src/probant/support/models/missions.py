"""Missions of engineering: an outside provider works for one structure, or for several together."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE
from probant.programmes.models import Programme
from probant.support.models.cases import Case
from probant.support.models.providers import Skill


class MissionQuerySet(models.QuerySet["Mission"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Missions of the actor's house, for those who may see its cases."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        cases = Case.objects.visible_to(actor)
        seen = Q(case__in=cases) | Q(joined__case__in=cases) | Q(kind=Mission.Kind.COLLECTIVE)
        return self.filter(seen, house_id=actor.house_id).distinct()


class Mission(models.Model):
    """An individual mission belongs to one case; a collective one is joined by structures.

    It is prepared first (terms of reference, consultation, choice), then contracted: the fact
    `MissionContracted`. What it costs is known here; who pays is derived from the scope of the
    actions. `budget_cents` is what the terms of reference planned for it.
    """

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "individuelle"
        COLLECTIVE = "collective", "collective"

    house = models.ForeignKey(House, models.PROTECT, related_name="missions")
    title = models.CharField("objet", max_length=200)
    kind = models.CharField("type", max_length=12, choices=Kind)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="missions")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="missions")
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="missions_provided"
    )
    co_providers = models.ManyToManyField(
        Organisation, blank=True, related_name="missions_co_provided"
    )
    days_hundredths = models.IntegerField("jours", null=True, blank=True)
    cost_cents = models.BigIntegerField("coût", null=True, blank=True)
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin prévue", null=True, blank=True)
    skill = models.CharField("besoin", max_length=16, choices=Skill, blank=True, default="")
    capacity = models.SmallIntegerField("places", null=True, blank=True)
    budget_cents = models.BigIntegerField("budget prévu", null=True, blank=True)
    terms = models.TextField("cahier des charges", blank=True, default="")
    terms_document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen_on = models.DateField("prestataire choisi le", null=True, editable=False)
    choice_reasons = models.TextField("raisons du choix", blank=True, default="")

    objects = MissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="individual", case__isnull=False)
                | Q(kind="collective", case__isnull=True),
                name="mission_whose",
                violation_error_message="Une mission individuelle est celle d'un dossier.",
            ),
            models.CheckConstraint(
                condition=(Q(days_hundredths__isnull=True) | Q(days_hundredths__gt=0))
                & (Q(cost_cents__isnull=True) | Q(cost_cents__gte=0)),
                name="mission_quantities",
                violation_error_message="Jours et coût ne sont pas négatifs.",
            ),
            models.CheckConstraint(
                condition=(Q(capacity__isnull=True) | Q(capacity__gt=0))
                & (Q(budget_cents__isnull=True) | Q(budget_cents__gte=0)),
                name="mission_places",
                violation_error_message="Places et budget ne sont pas négatifs.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="mission_dates",
                violation_error_message="La fin d’une mission ne précède pas son début.",
            ),
        ]
        indexes = [models.Index(fields=["house", "kind", "starts_on"], name="mission_list")]

    def __str__(self) -> str:
        return self.title
