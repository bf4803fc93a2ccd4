"""The shared diagnosis of a DLA: one draft a case, frozen into a version each time it is signed."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from probant.directory.models import Person
from probant.documents.models import Document
from probant.journal.facts import fact_indexes
from probant.kernel.actor import Actor
from probant.support.models.cases import Case
from probant.support.models.facts import STANDING, CaseFact


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Diagnoses of the cases that the actor may see."""
        return self.filter(case__in=Case.objects.visible_to(actor))


class DiagnosisTexts(models.Model):
    """The sections of a diagnosis, each free and optional; a person's words, hence erasable."""

    identity = models.TextField("Identité de la structure", blank=True)
    project = models.TextField("Projet", blank=True)
    governance = models.TextField("Gouvernance", blank=True)
    jobs = models.TextField("Emplois", blank=True)
    economy = models.TextField("Modèle économique", blank=True)
    strengths = models.TextField("Forces", blank=True)
    weaknesses = models.TextField("Fragilités", blank=True)
    needs = models.TextField("Besoins", blank=True)
    plan = models.TextField("Pistes pour le plan d’accompagnement", blank=True)

    class Meta:
        abstract = True


#: The titles of the sections, in the order in which they are read.
TITLES = {
    field.name: str(field.verbose_name)
    for field in DiagnosisTexts._meta.fields
    if isinstance(field, models.TextField)
}
SECTIONS = tuple(TITLES)
QUANTITIES = (Q(headcount__isnull=True) | Q(headcount__gte=0)) & (
    Q(fte_hundredths__isnull=True) | Q(fte_hundredths__gte=0)
)


class Diagnosis(DiagnosisTexts):
    """The draft of a case's diagnosis. `stated_on`: the day of the headcount it gives.

    `document` is a file that stands for the sections where the structure or the officer wrote
    elsewhere; headcount, full-time equivalents and day are what figures need besides it.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="diagnosis")
    headcount = models.IntegerField("emplois", null=True, blank=True)
    fte_hundredths = models.IntegerField("équivalent temps plein", null=True, blank=True)
    stated_on = models.DateField("situation au", null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fichier"
    )
    saved_at = models.DateTimeField("enregistré le", editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=QUANTITIES,
                name="diagnosis_quantities",
                violation_error_message="Emplois et équivalents temps plein ne sont pas négatifs.",
            )
        ]


class DiagnosisYear(models.Model):
    """One year of the economic model, in cents; an amount that is not known stays empty."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="years")
    year = models.SmallIntegerField("exercice")
    charges_cents = models.BigIntegerField("charges", null=True, blank=True)
    products_cents = models.BigIntegerField("produits", null=True, blank=True)
    own_funds_cents = models.BigIntegerField("fonds propres", null=True, blank=True)

    class Meta:
        ordering = ["diagnosis", "year"]
        constraints = [
            models.UniqueConstraint(fields=["diagnosis", "year"], name="diagnosis_year_once"),
            models.CheckConstraint(
                condition=(Q(charges_cents__isnull=True) | Q(charges_cents__gte=0))
                & (Q(products_cents__isnull=True) | Q(products_cents__gte=0)),
                name="diagnosis_year_amounts",
                violation_error_message="Charges et produits ne sont pas négatifs.",
            ),
        ]


class DiagnosisVersion(DiagnosisTexts):
    """A diagnosis as the structure signed it. `years` are the rows of the economic model.

    Who signed stands here and nowhere in the facts: the row can be emptied, its number stays.
    """

    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField("version")
    headcount = models.IntegerField("emplois", null=True)
    fte_hundredths = models.IntegerField("équivalent temps plein", null=True)
    stated_on = models.DateField("situation au", null=True)
    years = models.JSONField("modèle économique", default=list)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField("signée le")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signed_by = models.CharField("signée par", max_length=120, blank=True)
    capacity = models.CharField("en qualité de", max_length=120, blank=True)
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["diagnosis", "number"]
        constraints = [
            models.UniqueConstraint(fields=["diagnosis", "number"], name="diagnosis_version_once"),
            models.CheckConstraint(condition=QUANTITIES, name="diagnosis_version_quantities"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    def sections(self) -> dict[str, Any]:
        """The texts by section."""
        return {name: getattr(self, name) for name in SECTIONS}


class DiagnosisSigned(CaseFact):
    """The structure signed its diagnosis; once for each version."""

    version = models.ForeignKey(DiagnosisVersion, models.PROTECT, related_name="signed")
    number = models.SmallIntegerField("version")
    headcount = models.IntegerField("emplois", null=True, blank=True)
    fte_hundredths = models.IntegerField("équivalent temps plein", null=True, blank=True)

    class Meta(CaseFact.Meta):
        constraints = [
            *CaseFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["version"],
                condition=STANDING,
                name="diagnosis_signed_once",
                violation_error_message="Cette version est déjà signée.",
            ),
        ]
        indexes = fact_indexes(
            "diagnosis_signed",
            "programme_code",
            counted=("organisation", "case", "headcount", "fte_hundredths"),
        )
