"""Hand-overs: what one person follows goes to another, between two dates or for good."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models.cases import Case


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the house for its team; a volunteer's own."""
        if actor is None or actor.house_id is None:
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        if actor.has(*TEAM):
            return mine
        if actor.has(Role.VOLUNTEER) and actor.user_id is not None:
            return mine.filter(Q(from_user_id=actor.user_id) | Q(to_user_id=actor.user_id))
        return self.none()

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.filter(is_cancelled=False)

    def on(self, day: datetime.date) -> Self:
        """Those that replace somebody on a day, for a time."""
        return self.during(day, day)

    def during(self, start: datetime.date, end: datetime.date) -> Self:
        """Those that replace somebody on a day of a span, both ends included, for a time."""
        return self.standing().filter(starts_on__lte=end, ends_on__gte=start)


class HandOver(models.Model):
    """From `starts_on` to `ends_on` (both included), `to_user` follows what `from_user` follows.

    It comes back by itself: nothing is written on the cases, all is derived from the dates; among
    several the last made holds. `whole`: all of it, tasks without a case and calendar included;
    else the `cases` named. Without `ends_on` it is for good: the cases were given, and are named to
    tell who followed them before. `because`: the replacement of somebody who replaces.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hand_overs"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hand_overs_taken"
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)
    whole = models.BooleanField("tout", default=True)
    cases = models.ManyToManyField(Case, related_name="hand_overs", blank=True)
    because = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="ripples"
    )
    is_cancelled = models.BooleanField("annulé", default=False)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="hand_over_dates",
                violation_error_message="La fin d'un remplacement ne précède pas son début.",
            ),
            models.CheckConstraint(
                condition=~Q(from_user=F("to_user")),
                name="hand_over_two_people",
                violation_error_message="On ne se remplace pas soi-même.",
            ),
        ]
        indexes = [
            models.Index(fields=["to_user", "ends_on"], name="hand_over_to"),
            models.Index(fields=["from_user", "ends_on"], name="hand_over_from"),
        ]
