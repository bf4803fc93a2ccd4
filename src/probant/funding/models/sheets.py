"""Action sheets: a permanent action as one convention promises it."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from probant.funding.models.conventions import Convention
from probant.kernel.actor import Actor
from probant.programmes.models import Action


class HeadingKind(models.TextChoices):
    """What a heading gathers: its own text, or a part of the sheet kept row by row."""

    SECTION = "section", "titre de partie"
    TEXT = "text", "texte"
    HUMAN = "human", "moyens humains"
    MATERIAL = "material", "moyens matériels"
    FINANCIAL = "financial", "moyens financiers"
    PHASES = "phases", "calendrier"
    PARTNERS = "partners", "partenaires"
    TARGETS = "targets", "critères d’évaluation"
    BUDGET = "budget", "budget"


class Layer(models.TextChoices):
    """Who answers for what in a sheet, where a house divides it."""

    DIRECTION = "direction", "direction"
    FINANCE = "finance", "finances"
    PILOT = "pilot", "pilotage"
    VALIDATION = "validation", "validation"


class SheetQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The sheets of the conventions that the actor sees."""
        seen = Convention.objects.visible_to(actor).values("pk")
        return self.filter(convention_id__in=seen)


class ActionSheet(models.Model):
    """The sheet of an action in a convention, for one or several years."""

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="sheets")
    action = models.ForeignKey(Action, models.PROTECT, related_name="sheets")
    number = models.SmallIntegerField("numéro")
    title = models.CharField("intitulé", max_length=300)
    first_year = models.SmallIntegerField("première année")
    last_year = models.SmallIntegerField("dernière année")
    layout = models.CharField("modèle", max_length=120, blank=True, default="")

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="action_sheet_number",
                violation_error_message="Une fiche de cette convention porte déjà ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["convention", "action"],
                name="action_sheet_action",
                violation_error_message="Cette action a déjà sa fiche dans cette convention.",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="action_sheet_years",
                violation_error_message="La dernière année précède la première.",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number} : {self.title}"


class SheetHeading(models.Model):
    """A heading of the sheet and its text, in the order of the funder's layout."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="headings")
    position = models.SmallIntegerField("ordre")
    title = models.CharField("rubrique", max_length=200)
    text = models.TextField("texte", blank=True)
    hint = models.CharField("consigne", max_length=400, blank=True, default="")
    kind = models.CharField("contenu", max_length=12, choices=HeadingKind, default=HeadingKind.TEXT)
    layer = models.CharField("volet", max_length=12, choices=Layer, default=Layer.PILOT)

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_heading_position")
        ]


class PromisedTime(models.Model):
    """Full-time equivalents promised for a year: a clause, not a measure."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="promised")
    year = models.SmallIntegerField("année")
    fte = models.DecimalField("ETP", max_digits=6, decimal_places=3)

    class Meta:
        ordering = ["sheet", "year"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "year"], name="promised_time_year"),
            models.CheckConstraint(
                condition=Q(fte__gte=0),
                name="promised_time_positive",
                violation_error_message="Un temps de travail ne peut être négatif.",
            ),
        ]


class Target(models.Model):
    """A criterion of evaluation; an indicator's code and a value where the sheet gives them."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="targets")
    position = models.SmallIntegerField("ordre")
    year = models.SmallIntegerField("année", null=True, blank=True)
    indicator_code = models.CharField("indicateur", max_length=60, blank=True)
    label = models.CharField("critère", max_length=300)
    value = models.DecimalField("cible", max_digits=12, decimal_places=3, null=True, blank=True)

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="target_position")
        ]
