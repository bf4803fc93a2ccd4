"""What an amendment changes: rows of the numbered child of a convention."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.funding.models.conventions import Convention
from probant.funding.models.sheets import ActionSheet
from probant.kernel.actor import Actor
from probant.programmes.models import Action


class ChangeQuerySet(models.QuerySet["AmendmentChange"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The changes of the amendments that the actor sees."""
        return self.filter(amendment_id__in=Convention.objects.visible_to(actor).values("pk"))


class AmendmentChange(models.Model):
    """One thing that an amendment changes.

    The text that replaces or joins an article stands in the amendment's own clauses, under the same
    article; what holds on a day is derived (`rules.amendments`), never written back.
    """

    class Nature(models.TextChoices):
        PERIOD = "period", "la période"
        AMOUNT = "amount", "le montant d’une année"
        REPLACED = "replaced", "un article remplacé"
        ADDED = "added", "un article ajouté"
        REMOVED = "removed", "un article supprimé"
        SHEET = "sheet", "une fiche action ajoutée"

    amendment = models.ForeignKey(Convention, models.CASCADE, related_name="changes")
    position = models.SmallIntegerField("ordre")
    nature = models.CharField("ce qui change", max_length=12, choices=Nature)
    article = models.CharField("article", max_length=12, blank=True)
    starts_on = models.DateField("nouveau début", null=True, blank=True)
    ends_on = models.DateField("nouvelle fin", null=True, blank=True)
    year = models.SmallIntegerField("année", null=True, blank=True)
    amount_cents = models.BigIntegerField("nouveau montant", null=True, blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.ForeignKey(ActionSheet, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["amendment", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "position"], name="amendment_change_position"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="amendment_change_period",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0),
                name="amendment_change_amount",
                violation_error_message="Un montant ne peut être négatif.",
            ),
        ]
