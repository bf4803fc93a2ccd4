"""The register of evidence: what a funder expects of a year, what was given, what it said of it.

A piece is a row; what happened to it is told by facts, and its state follows from them
(`rules.evidence.state_of`). One file given to several funders is one document.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.documents.models import Document
from probant.funding.models.conventions import Convention
from probant.funding.models.facts import ObligationMetQuerySet
from probant.funding.rules.evidence import PieceKind, RefusalCode
from probant.journal.facts import Fact
from probant.kernel.actor import Actor


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the conventions that the actor sees."""
        return self.filter(convention_id__in=Convention.objects.visible_to(actor).values("pk"))


class Evidence(models.Model):
    """A piece of evidence of a convention and a year: expected, or given without being asked for.

    `origin` says why it is on the list; `reason` why the list was completed, where the convention
    points to a list that does not exist (`law`: pieces that the law asks for, `amendment`).
    """

    class Origin(models.TextChoices):
        CLAUSE = "clause", "prévue par la convention"
        LAW = "law", "demandée par la loi"
        AMENDMENT = "amendment", "ajoutée par avenant"
        ADDED = "added", "jointe d’elle-même"

    house = models.ForeignKey(House, models.PROTECT, related_name="evidence")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="evidence")
    year = models.SmallIntegerField("exercice")
    position = models.SmallIntegerField("ordre")
    kind = models.CharField(
        "nature", max_length=16, choices=[(one.value, one.label) for one in PieceKind]
    )
    label = models.CharField("pièce", max_length=200)
    origin = models.CharField("origine", max_length=12, choices=Origin, default=Origin.CLAUSE)
    reason = models.CharField("motif", max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "year", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "year", "label"],
                name="evidence_once",
                violation_error_message="Cette pièce est déjà sur la liste de l’exercice.",
            ),
            models.CheckConstraint(
                condition=~Q(label=""),
                name="evidence_named",
                violation_error_message="Une pièce a un nom.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=("clause", "added")) | ~Q(reason=""),
                name="evidence_reason",
                violation_error_message="Dites pourquoi la liste est complétée.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class EvidenceFact(Fact):
    """Base of what happens to a piece; convention and year are copied from it."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="%(class)s_set")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="+")
    budget_year = models.SmallIntegerField("exercice")

    objects = ObligationMetQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        abstract = True


class EvidenceGiven(EvidenceFact):
    """A piece was handed to the funder: a stored file, or a reference to what was sent."""

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="evidence_given"
    )
    reference = models.CharField("référence", max_length=120, blank=True)

    class Meta(EvidenceFact.Meta):
        constraints = [
            *EvidenceFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reference=""),
                name="evidence_given_what",
                violation_error_message="Déposez le fichier, ou dites comment il a été envoyé.",
            ),
        ]
        indexes = [
            models.Index(fields=["convention", "budget_year"], name="evidence_given_convention"),
            models.Index(fields=["house_id", "seq"], name="evidence_given_seq"),
        ]


class EvidenceAccepted(EvidenceFact):
    """The funder accepted what was given for a piece."""

    given = models.ForeignKey(EvidenceGiven, models.PROTECT, related_name="accepted")

    class Meta(EvidenceFact.Meta):
        indexes = [
            models.Index(fields=["convention", "budget_year"], name="evidence_accepted_convention"),
            models.Index(fields=["house_id", "seq"], name="evidence_accepted_seq"),
        ]


class EvidenceRefused(EvidenceFact):
    """The funder refused what was given: `code` says the kind of reason, `remark` the words."""

    given = models.ForeignKey(EvidenceGiven, models.PROTECT, related_name="refused")
    code = models.CharField(
        "motif", max_length=12, choices=[(one.value, one.label) for one in RefusalCode]
    )

    class Meta(EvidenceFact.Meta):
        indexes = [
            models.Index(fields=["convention", "budget_year"], name="evidence_refused_convention"),
            models.Index(fields=["house_id", "seq"], name="evidence_refused_seq"),
        ]


class EvidenceRemark(models.Model):
    """What the funder wrote of a piece that it refused: text, kept apart from the fact."""

    refusal = models.OneToOneField(EvidenceRefused, models.PROTECT, related_name="remark")
    text = models.TextField("précision", blank=True)
