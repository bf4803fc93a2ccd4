"""Versions of a programme: what its phases ask, from which day. A version in force never changes.

A case keeps the version under which it was opened. Until it is put in force, a version is a draft
(`in_force_from` empty): one a programme.
"""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from probant.kernel.actor import Actor
from probant.programmes.models.offer import Phase, Programme


class VersionQuerySet(models.QuerySet["ProgrammeVersion"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Versions of the programmes of the actor's own house."""
        return self.filter(programme__in=Programme.objects.visible_to(actor))

    def published(self) -> Self:
        """Those put in force, today or from a day to come; drafts apart."""
        return self.filter(in_force_from__isnull=False)

    def in_force(self, day: datetime.date) -> Self:
        """Those that had begun on a day: the one with the highest number holds."""
        return self.filter(in_force_from__lte=day)


class ProgrammeVersion(models.Model):
    """What a programme is from a day: its phases, their conditions, its durations in months.

    `quiet_months`: after how long without news a case is shown to its referent.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField("numéro")
    in_force_from = models.DateField("en vigueur à partir du", null=True, blank=True)
    lasts_from_months = models.SmallIntegerField("durée minimale (mois)", null=True, blank=True)
    lasts_to_months = models.SmallIntegerField("durée maximale (mois)", null=True, blank=True)
    quiet_months = models.SmallIntegerField("sans nouvelles (mois)", null=True, blank=True)
    reason = models.CharField("pourquoi", max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(in_force_from__isnull=True),
                name="version_one_draft",
                violation_error_message="Ce programme a déjà un brouillon.",
            ),
            models.CheckConstraint(
                condition=Q(lasts_from_months__isnull=True)
                | Q(lasts_to_months__isnull=True)
                | Q(lasts_to_months__gte=F("lasts_from_months")),
                name="version_durations",
                violation_error_message="La durée maximale est plus courte que la minimale.",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.in_force_from is None


class VersionPhaseQuerySet(models.QuerySet["VersionPhase"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Phases of the versions that the actor may see."""
        return self.filter(version__in=ProgrammeVersion.objects.visible_to(actor))


class VersionPhase(models.Model):
    """A phase as a version lays it.

    `roles`: who notes it (values of `kernel.roles.Role`; none: whoever writes on the case).
    `pieces`: kinds of document expected before it is left, codes of the catalogue or names.
    `requires`: phases expected before it.
    """

    version = models.ForeignKey(ProgrammeVersion, models.CASCADE, related_name="phases")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="laid")
    position = models.SmallIntegerField("ordre")
    name = models.CharField("nom", max_length=80)
    advice = models.TextField("ce qu'on y fait", blank=True)
    entry = models.TextField("condition d'entrée", blank=True)
    exit = models.TextField("condition de sortie", blank=True)
    usual_days = models.SmallIntegerField("délai habituel (jours)", null=True, blank=True)
    roles = models.JSONField("qui la note", default=list, blank=True)
    pieces = models.JSONField("pièces attendues", default=list, blank=True)
    requires = models.ManyToManyField(
        Phase, verbose_name="étapes supposées", blank=True, related_name="+"
    )

    objects = VersionPhaseQuerySet.as_manager()

    class Meta:
        ordering = ["version", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "phase"], name="version_phase_once"),
            models.UniqueConstraint(
                fields=["version", "name"],
                name="version_phase_name",
                violation_error_message="Une étape de ce programme porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChecklistItem(models.Model):
    """One thing to do in a phase (or at any time), with advice; copied to each case."""

    version = models.ForeignKey(ProgrammeVersion, models.CASCADE, related_name="items")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.SmallIntegerField("ordre")
    label = models.CharField("à faire", max_length=200)
    advice = models.TextField("conseil", blank=True)

    class Meta:
        ordering = ["version", "position", "id"]

    def __str__(self) -> str:
        return self.label
