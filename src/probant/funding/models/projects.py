"""The associative project of five years: axes, objectives, actions that serve them, reviews."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.directory.models import House
from probant.funding.models.permanent import OwnFileQuerySet
from probant.governance.models import Decision
from probant.kernel.actor import Actor
from probant.programmes.models import Action


class AssociativeProject(models.Model):
    """What a house sets itself for some years, voted by its assembly."""

    house = models.ForeignKey(House, models.PROTECT, related_name="associative_projects")
    title = models.CharField("intitulé", max_length=200)
    first_year = models.SmallIntegerField("première année")
    last_year = models.SmallIntegerField("dernière année")
    summary = models.TextField("raison d’être", blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="associative_projects"
    )

    objects = OwnFileQuerySet.as_manager()

    class Meta:
        ordering = ["-first_year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")) & ~Q(title=""),
                name="associative_project_years",
                violation_error_message="Un projet a un intitulé, et ne finit pas avant de "
                "commencer.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def middle_year(self) -> int:
        """The year of its mid-term evaluation."""
        return (self.first_year + self.last_year) // 2


class OfProjectQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the projects of the actor's own house."""
        return self.filter(project_id__in=AssociativeProject.objects.visible_to(actor).values("pk"))


class ProjectAxis(models.Model):
    """An axis of a project."""

    project = models.ForeignKey(AssociativeProject, models.CASCADE, related_name="axes")
    position = models.SmallIntegerField("ordre")
    title = models.CharField("axe", max_length=200)

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["project", "position", "id"]


class ProjectObjective(models.Model):
    """An objective of an axis, the actions that serve it and the figures that tell of it."""

    project = models.ForeignKey(AssociativeProject, models.CASCADE, related_name="objectives")
    axis = models.ForeignKey(ProjectAxis, models.CASCADE, related_name="objectives")
    position = models.SmallIntegerField("ordre")
    text = models.CharField("objectif", max_length=400)
    actions = models.ManyToManyField(Action, blank=True, related_name="objectives")
    indicator_codes = models.JSONField("chiffres", default=list, blank=True)

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["axis", "position", "id"]


class ProjectEvaluation(models.Model):
    """The review of a project, half-way or at its end: what was found, objective by objective."""

    class Moment(models.TextChoices):
        MIDDLE = "middle", "à mi-parcours"
        END = "end", "finale"

    project = models.ForeignKey(AssociativeProject, models.CASCADE, related_name="evaluations")
    moment = models.CharField("évaluation", max_length=8, choices=Moment)
    evaluated_on = models.DateField("faite le")
    text = models.TextField("ce qui est constaté")

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["project", "evaluated_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "moment"],
                name="project_evaluation_once",
                violation_error_message="Cette évaluation est déjà écrite : modifiez-la.",
            )
        ]
