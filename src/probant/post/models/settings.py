"""What a person chose: the secret address of their calendar, the Monday mail."""

from typing import Self

from django.conf import settings
from django.db import models

from probant.directory.models import Organisation
from probant.kernel.actor import Actor


class OwnQuerySet(models.QuerySet[models.Model]):
    def visible_to(self, actor: Actor | None) -> Self:
        """One's own, for the organisation that one acts for."""
        if actor is None or actor.user_id is None or actor.organisation_id is None:
            return self.none()
        return self.filter(user_id=actor.user_id, organisation_id=actor.organisation_id)


class CalendarKey(models.Model):
    """What makes a calendar's address secret: drawn again, the old address is nobody's.

    The address is not kept: it is computed from the row and the instance's own key, so that whoever
    reads the database alone cannot open a calendar.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="calendar_key_once")
        ]

    def __str__(self) -> str:
        return f"agenda {self.pk}"


class MondayChoice(models.Model):
    """Whether a person wants the Monday mail, where it is not what their role gives."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    wanted = models.BooleanField("recevoir le courriel du lundi")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="monday_choice_once")
        ]

    def __str__(self) -> str:
        return "oui" if self.wanted else "non"
