"""What goes with the text of a convention: its annexes, the draft that was voted, its models."""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.funding.models.conventions import Convention
from probant.funding.models.sheets import ActionSheet
from probant.governance.models import Decision
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class Annex(models.Model):
    """An annex of a convention, in order: a stored document, an action sheet, or a title alone."""

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="annexes")
    position = models.SmallIntegerField("ordre")
    label = models.CharField("repère", max_length=12)
    title = models.CharField("intitulé", max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )
    sheet = models.ForeignKey(
        ActionSheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fiche"
    )

    class Meta:
        ordering = ["convention", "position"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "position"], name="annex_position"),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(sheet__isnull=True),
                name="annex_one_thing",
                violation_error_message="Une annexe est un document ou une fiche, non les deux.",
            ),
        ]


class VotedText(models.Model):
    """The articles as they were put to the vote: [{"article", "title", "text"}], kept whole.

    Held against the signed text: "modifications de détail" are seen for what they are.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="voted_texts")
    kept_on = models.DateField("texte du")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voté par"
    )
    articles = models.JSONField("articles", default=list)

    class Meta:
        ordering = ["convention", "id"]


class DraftModelQuerySet(models.QuerySet["DraftModel"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The models of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class DraftModel(models.Model):
    """A funder's own layout: a DOCX whose marks are filled from a convention.

    `funder` None: for any funder. The file was checked in a sandbox before it was kept.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="draft_models")
    funder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="financeur",
    )
    name = models.CharField("nom", max_length=120)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    is_retired = models.BooleanField("retiré", default=False)

    objects = DraftModelQuerySet.as_manager()

    class Meta:
        ordering = ["house", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="draft_model_name",
                violation_error_message="Un modèle porte déjà ce nom.",
            )
        ]


class FindingTakenOn(models.Model):
    """An error that somebody signed over, with a written reason.

    `mark` names the finding (`rules.lint.mark_of`): a finding that says something else is open
    again. The reason is text, emptied with the texts of accounting.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="taken_on")
    code = models.CharField("constat", max_length=40)
    mark = models.CharField(max_length=64)
    reason = models.TextField("motif", blank=True)
    taken_on = models.DateField("le")

    class Meta:
        ordering = ["convention", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "mark"],
                name="finding_taken_once",
                violation_error_message="Ce constat est déjà assumé.",
            )
        ]


class TextCorrection(models.Model):
    """A clerical error corrected in a signed text: when, why, what each article said.

    `articles`: number, title, words before and after. The reason is text, emptied with the texts of
    accounting; a change of what was agreed is an amendment.
    """

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="corrections")
    corrected_on = models.DateField("le")
    reason = models.TextField("motif", blank=True)
    articles = models.JSONField(default=list)

    class Meta:
        ordering = ["convention", "id"]
