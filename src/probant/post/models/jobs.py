"""Background work: what was asked, by whom, how far it is; and the hours that struck."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


class BackgroundJobQuerySet(models.QuerySet["BackgroundJob"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """What one asked for oneself; the direction also sees what its house's people asked."""
        if actor is None or actor.house_id is None or actor.user_id is None:
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        if actor.has(Role.DIRECTION):
            return mine
        return mine.filter(user_id=actor.user_id)


class BackgroundJob(models.Model):
    """One piece of work, from the moment it is asked until its end.

    The queue itself is the library's (`task_id`); this row says what the queue does not: who acts,
    how far it is, why it failed. `key` is the same through every attempt.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "en attente"
        RUNNING = "running", "en cours"
        DONE = "done", "terminé"
        FAILED = "failed", "échoué"

    house = models.ForeignKey(House, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    label = models.CharField("travail", max_length=200)
    actor = models.JSONField()
    arguments = models.JSONField(default=dict)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    task_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)
    reason = models.TextField("motif", blank=True)
    outcome_words = models.CharField(max_length=400, blank=True)
    outcome_address = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField("demandé le")
    next_at = models.DateTimeField("prochain essai", null=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField("terminé le", null=True)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["house", "-created_at"], name="background_job_list"),
            models.Index(fields=["ended_at"], name="background_job_ended"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed"], ended_at__isnull=False),
                name="background_job_ended_whole",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (self.State.DONE, self.State.FAILED)


class Struck(models.Model):
    """The last hour of a planned work that was answered: each is answered once, by one worker."""

    code = models.CharField(max_length=60, primary_key=True)
    struck_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
