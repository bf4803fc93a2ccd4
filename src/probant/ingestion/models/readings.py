"""The inbox: what was read in a received document, and what a person decided of each value.

Nothing here is a fact of the house: the record is a proposal until somebody accepts it.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The inbox of the actor's own house, for its team alone."""
        if actor is None or actor.house_id is None or not actor.has(*TEAM):
            return self.none()
        return self.filter(house_id=actor.house_id)


class Status(models.TextChoices):
    """Where a document stands between its arrival and the books."""

    NEW = "new", "à lire"
    READ = "read", "à relire"
    UNREADABLE = "unreadable", "illisible"
    PARTLY = "partly", "relecture commencée"
    ACCEPTED = "accepted", "enregistré"
    ASIDE = "aside", "mis de côté"


class Kind(models.TextChoices):
    """The genres of document that parsers recognise."""

    DELIBERATION = "deliberation", "délibération"
    MINUTES = "minutes", "procès-verbal"
    CONVENTION = "convention", "convention"
    ACTION_SHEET = "action_sheet", "fiche action"
    ACTIVITY_REPORT = "activity_report", "rapport d’activité"
    ARTICLE = "article", "article de presse"
    ATTENDANCE_SHEET = "attendance_sheet", "feuille d’émargement"
    UNKNOWN = "unknown", "genre inconnu"


class Reading(models.Model):
    """One reading of a document by a house.

    `record` has the shape of `probant read --json`; `text` holds the lines read, joined by a line
    feed, and `pages` where each page begins: [[page, index of its first line], …], empty where the
    format has no pages. Once a correction changed what the document contradicts, the record's
    `findings` are those of what stands, and `findings_as_read` those of the text. `made` says what
    accepting wrote: [[kind, id, words], …].
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="readings", db_index=False)
    document = models.OneToOneField(Document, models.PROTECT, related_name="reading")
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("genre", max_length=16, choices=Kind, default=Kind.UNKNOWN)
    score = models.FloatField("reconnaissance", default=0)
    status = models.CharField("état", max_length=12, choices=Status, default=Status.NEW)
    unreadable_because = models.CharField("pourquoi", max_length=400, blank=True)
    record = models.JSONField(default=dict)
    error_count = models.IntegerField("erreurs relevées", default=0)
    finding_count = models.IntegerField("constats", default=0)
    text = models.TextField(blank=True)
    pages = models.JSONField(default=list)
    made = models.JSONField(default=list)
    received_at = models.DateTimeField("reçu le")
    received_by_id = models.BigIntegerField(null=True)
    read_at = models.DateTimeField("lu le", null=True)
    settled_at = models.DateTimeField("réglé le", null=True)
    settled_by_id = models.BigIntegerField(null=True)
    aside_reason = models.CharField("motif", max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["house", "-received_at", "id"], name="reading_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.UNREADABLE) | ~Q(unreadable_because=""),
                name="reading_unreadable_says_why",
                violation_error_message="Un document illisible dit pourquoi.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.ASIDE) | ~Q(aside_reason=""),
                name="reading_aside_says_why",
                violation_error_message="Un document mis de côté dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its values can still be decided."""
        return self.status in (Status.READ, Status.PARTLY)


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The values of the readings that the actor sees."""
        return self.filter(reading__in=Reading.objects.visible_to(actor))


class Verdict(models.TextChoices):
    """What a person decided of a value."""

    PENDING = "pending", "à relire"
    ACCEPTED = "accepted", "acceptée"
    CORRECTED = "corrected", "corrigée"
    REFUSED = "refused", "écartée"


class Value(models.Model):
    """A value read: its path in the record, where its words stand, what was decided of it.

    `read` and `corrected` are plain JSON in the units of the record (ISO days, integer cents).
    `places` are {"page", "line", "text"}; `nature` says how the value is shown and typed
    (`values.Nature`).
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="values")
    position = models.IntegerField("ordre")
    path = models.CharField("chemin", max_length=120)
    group = models.CharField("rubrique", max_length=120)
    label = models.CharField("libellé", max_length=300)
    nature = models.CharField(max_length=12)
    read = models.JSONField("lu", null=True)
    places = models.JSONField("où", default=list)
    verdict = models.CharField("décision", max_length=9, choices=Verdict, default=Verdict.PENDING)
    corrected = models.JSONField("corrigé", null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["reading", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "path"], name="value_path"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PENDING, decided_at__isnull=True)
                | (~Q(verdict=Verdict.PENDING) & Q(decided_at__isnull=False)),
                name="value_decided_whole",
            ),
        ]

    @property
    def kept(self) -> Any:
        """What stands: the correction, what was read, or None where it was refused."""
        if self.verdict == Verdict.REFUSED:
            return None
        return self.corrected if self.verdict == Verdict.CORRECTED else self.read
