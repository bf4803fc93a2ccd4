"""The method of a case: the checklist of its programme's version, made its own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.models import ChecklistItem, Phase
from probant.support.models.cases import Case, cases_of_party


class CaseStepQuerySet(models.QuerySet["CaseStep"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The team's and entrusted volunteers'; never those of a case of one's own."""
        if actor is None or not actor.has(*TEAM, Role.VOLUNTEER):
            return self.none()
        if actor.has(*TEAM):  # all of the house's, without listing its cases
            mine = self.filter(case__house_id=actor.house_id)
        else:
            mine = self.filter(case__in=Case.objects.visible_to(actor))
        if actor.person_id is not None:
            mine = mine.exclude(case__in=cases_of_party(actor))
        return mine


class CaseStep(models.Model):
    """One thing to do on a case: of the checklist (`item`), or added for this case alone.

    Done, or set aside with a reason, or still to do. Label and reason are free text: erasing
    empties them.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.SmallIntegerField("ordre")
    label = models.CharField("à faire", max_length=200)
    advice = models.TextField("conseil", blank=True)
    done_on = models.DateField("fait le", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_on = models.DateField("mis de côté le", null=True, blank=True)
    set_aside_because = models.CharField("pourquoi", max_length=200, blank=True)

    objects = CaseStepQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(set_aside_on__isnull=True),
                name="step_done_or_aside",
                violation_error_message="Ce qui est fait n'est pas mis de côté.",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_to_do(self) -> bool:
        """Whether it waits."""
        return self.done_on is None and self.set_aside_on is None
