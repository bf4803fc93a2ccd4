"""What was said outside: claims read in documents, and findings kept until a person closes them."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.finding import Severity
from probant.kernel.roles import HOUSE


class KeptQuerySet(models.QuerySet["Claim"]):
    """Rows that a house keeps about documents."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Rows of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)

    def still_open(self) -> Self:
        """What nobody has closed."""
        return self.filter(closed_on__isnull=True)


class Kept(models.Model):
    """Where something was read, and how a person closed it: always with a reason."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="%(class)ss")
    page = models.IntegerField(null=True)
    line = models.IntegerField(null=True)
    words = models.TextField("mots lus", blank=True)
    closed_on = models.DateField("close le", null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closing_reason = models.CharField("motif", max_length=300, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="%(class)s_closed_with_reason",
                violation_error_message="Une clôture porte son motif.",
            )
        ]


class Claim(Kept):
    """A figure, an amount or a total that a document prints.

    `value` is in the unit's own whole number: cents where the unit is the euro.
    """

    code = models.CharField("indicateur", max_length=64, blank=True)
    label = models.CharField("libellé", max_length=300)
    value = models.BigIntegerField("valeur")
    unit = models.CharField("unité", max_length=60, blank=True)
    year = models.SmallIntegerField("année", null=True)
    said_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField("dit le", null=True)

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["house", "code", "year"], name="claim_figure")]


class KeptFinding(Kept):
    """A finding that a check made, attached to what it concerns (kind and id, as the journal's)."""

    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8, choices=[(s.value, s.label) for s in Severity])
    message = models.TextField()
    kind = models.CharField(max_length=32, blank=True)
    object_id = models.BigIntegerField(null=True)
    found_on = models.DateField("relevée le")

    class Meta(Kept.Meta):
        indexes = [models.Index(fields=["house", "kind", "object_id"], name="finding_object")]
