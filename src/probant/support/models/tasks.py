"""Tasks: what somebody has to do by a day, on a case or not."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.support.models.cases import Case, cases_of_party
from probant.support.models.hand_overs import HandOver


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The team's; for a volunteer, their own and those of the cases entrusted to them.

        Who replaces somebody for everything sees that person's too. Nobody sees those of a case of
        one's own here: what is shared with its holder is shown in the holder's space.
        """
        if actor is None or actor.house_id is None:
            return self.none()
        mine = self.filter(house_id=actor.house_id)
        if actor.person_id is not None:
            mine = mine.exclude(case__in=cases_of_party(actor))
        if actor.has(*TEAM):
            return mine
        if actor.has(Role.VOLUNTEER) and actor.user_id is not None:
            replaced = HandOver.objects.on(timezone.localdate()).filter(
                house_id=actor.house_id, to_user_id=actor.user_id, whole=True
            )
            own = Q(assigned_id=actor.user_id)
            own |= Q(case__isnull=True, assigned_id__in=replaced.values("from_user_id"))
            return mine.filter(own | Q(case__in=Case.objects.visible_to(actor)))
        return self.none()


class Task(models.Model):
    """Something to do; `what` is free text, emptied by erasing. `is_shared`: with the holder."""

    house = models.ForeignKey(House, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="tasks")
    what = models.CharField("à faire", max_length=300, blank=True)
    due_on = models.DateField("pour le", null=True, blank=True)
    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    is_shared = models.BooleanField("montrée au porteur", default=False)
    created_on = models.DateField("ajoutée le", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    done_on = models.DateField("faite le", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_on = models.DateField(null=True, editable=False)
    seq = models.BigIntegerField(default=0, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(erased_on__isnull=True) & ~Q(what=""))
                | Q(erased_on__isnull=False, what=""),
                name="task_erased_whole",
                violation_error_message="Dites ce qu'il y a à faire.",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(case__isnull=False),
                name="task_shared_of_a_case",
                violation_error_message="On ne partage que les tâches d'un dossier.",
            ),
        ]
        indexes = [
            models.Index(fields=["house", "assigned", "done_on", "due_on"], name="task_mine"),
            models.Index(fields=["case", "done_on"], name="task_of_case"),
        ]

    def __str__(self) -> str:
        return self.what or "tâche effacée"

    @property
    def is_done(self) -> bool:
        """Whether it is behind."""
        return self.done_on is not None
