"""What a mission goes through besides its contract: choice, sessions, deliverables, words.

The facts are in `engineering_facts`; these rows hold what one plans, and texts that can be erased.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.documents.models import Document
from probant.programmes.models import Programme
from probant.support.models.cases import Case
from probant.support.models.missions import Mission


class ConsultationRule(models.Model):
    """How many providers a programme consults at least, from a day on."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="consultation_rules")
    in_force_from = models.DateField("à compter du")
    providers_at_least = models.SmallIntegerField("prestataires à consulter")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "in_force_from"],
                name="consultation_rule_day",
                violation_error_message="Une règle de ce programme commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(providers_at_least__gte=0, providers_at_least__lte=20),
                name="consultation_rule_count",
                violation_error_message="De 0 à 20 prestataires.",
            ),
        ]


class MissionSession(models.Model):
    """A session of a mission; who came is told by facts `MissionAttended`."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="sessions")
    planned_on = models.DateField("jour")
    title = models.CharField("objet", max_length=160, blank=True)
    minutes = models.IntegerField("durée en minutes", null=True, blank=True)
    place_label = models.CharField("lieu", max_length=160, blank=True)
    held_on = models.DateField("tenue le", null=True, editable=False)
    cancelled_on = models.DateField("annulée le", null=True, editable=False)

    class Meta:
        ordering = ["mission", "planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0),
                name="mission_session_minutes",
                violation_error_message="Une durée est positive.",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(cancelled_on__isnull=True),
                name="mission_session_held_or_cancelled",
            ),
        ]


class MissionDeliverable(models.Model):
    """What the provider owes: a study, minutes, a tool; due, then received."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="deliverables")
    title = models.CharField("livrable", max_length=160)
    due_on = models.DateField("attendu le", null=True, blank=True)
    received_on = models.DateField("reçu le", null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["mission", "due_on", "id"]


class EvaluationWords(models.Model):
    """What somebody wrote with the mark of a mission; emptied on erasure, the mark stands."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="evaluation_words")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=12)
    words = models.TextField("en quelques mots", blank=True)
    written_on = models.DateField("écrit le")
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["mission", "by"], name="evaluation_words_list")]


class FindingTaken(models.Model):
    """A finding of a mission that a person takes on with a reason: what it held goes on.

    `gap_cents` is the gap that was taken on; a wider one holds again.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="findings_taken")
    code = models.CharField(max_length=48)
    gap_cents = models.BigIntegerField(null=True, blank=True)
    reason = models.TextField("motif", blank=True)
    taken_on = models.DateField("prise en charge le")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["mission", "code"], name="finding_taken_list")]
