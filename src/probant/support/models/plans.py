"""The support plan of a case: what will be done, by which means, by when."""

from django.db import models
from django.db.models import Q

from probant.support.models.cases import Case
from probant.support.models.missions import Mission


class PlanItem(models.Model):
    """One line of the plan; a mission that carries it out is linked once it exists."""

    class Nature(models.TextChoices):
        INTERNAL = "internal", "action interne à la structure"
        SUPPORT = "support", "appui de l’équipe"
        INDIVIDUAL = "individual", "ingénierie individuelle"
        COLLECTIVE = "collective", "ingénierie collective"
        REFERRAL = "referral", "orientation"

    class State(models.TextChoices):
        WAITING = "waiting", "à faire"
        DONE = "done", "fait"
        DROPPED = "dropped", "abandonné"

    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_items")
    position = models.SmallIntegerField("ordre")
    nature = models.CharField("moyen", max_length=12, choices=Nature)
    title = models.CharField("objet", max_length=200)
    due_on = models.DateField("échéance", null=True, blank=True)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    state = models.CharField("état", max_length=8, choices=State, default=State.WAITING)
    settled_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="plan_item_position"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_on__isnull=True)
                | (~Q(state="waiting") & Q(settled_on__isnull=False)),
                name="plan_item_settled_whole",
            ),
        ]
