"""Open data of authorities: the grants that they publish, read back; the files published here.

A published grant is public data about public money, not a fact of the house: it is loaded from a
file, opened, corrected by hand with a reason, and goes with its file. What was read and could not
be kept in a column stays in `cells`, so that nothing of the file is lost.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House, Organisation
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE


class OpenDataQuerySet(models.QuerySet[Any]):
    """Rows of a house about an authority (`organisation`)."""

    def visible_to(self, actor: Actor | None) -> Self:
        """The house's own for its people; for a funder's people, those about their organisation."""
        if actor is None:
            return self.none()
        seen = Q(pk__in=[])
        if actor.house_id is not None and actor.has(*HOUSE):
            seen = Q(house_id=actor.house_id)
        if actor.organisation_id is not None and actor.has(*FUNDERS):
            seen |= Q(organisation_id=actor.organisation_id)
        return self.filter(seen)

    def standing(self) -> Self:
        """Lines that no later file corrected."""
        return self.filter(replaced_by__isnull=True)


class GrantFile(models.Model):
    """A file of grants or of deliberations of one or more authorities, as it was loaded."""

    house = models.ForeignKey(House, models.PROTECT, related_name="grant_files")
    name = models.CharField("fichier", max_length=200)
    form = models.CharField("schéma", max_length=16)
    loaded_on = models.DateField("chargé le")
    seq = models.BigIntegerField("écriture du journal")

    class Meta:
        ordering = ["house", "-id"]

    def __str__(self) -> str:
        return self.name


class PublishedLine(models.Model):
    """A line of a file that an authority publishes, as a house read it. `cells` are the cells that
    were mended or do not follow the schema.

    `replaced_by` is the line of a later file that corrects this one: it no longer stands, and does
    again if that file is taken back.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField("ligne du fichier")
    cells = models.JSONField(default=dict)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="replaces"
    )

    objects = OpenDataQuerySet.as_manager()

    class Meta:
        abstract = True


class PublishedGrant(PublishedLine):
    """A line of a file of grants: one beneficiary. `amount_cents` is its own part of the grant.

    `whole_cents` is the amount before it is split between beneficiaries. `beneficiary_key` is what
    a correction holds on to: SIREN, else RNA, else the folded name. `year` is that of the
    convention.
    """

    file = models.ForeignKey(GrantFile, models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="attribuant", db_index=False
    )
    year = models.SmallIntegerField("année")
    signed_on = models.DateField("convention du", null=True, blank=True)
    reference = models.CharField("référence", max_length=120, blank=True)
    beneficiary_name = models.CharField("bénéficiaire", max_length=200)
    beneficiary_key = models.CharField(max_length=200)
    beneficiary_siret = models.CharField("SIRET", max_length=14, blank=True)
    beneficiary_rna = models.CharField("RNA", max_length=10, blank=True)
    purpose = models.CharField("objet", max_length=300, blank=True)
    policy = models.CharField("politique", max_length=120, blank=True)
    amount_cents = models.BigIntegerField("montant")
    whole_cents = models.BigIntegerField("montant avant répartition")
    nature = models.CharField("nature", max_length=40, blank=True)
    conditions = models.CharField("conditions de versement", max_length=256, blank=True)
    period = models.CharField("dates de versement", max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["house", "organisation", "year", "id"], name="published_grant_year"
            ),
            models.Index(fields=["organisation", "year", "id"], name="published_grant_funder"),
        ]

    def __str__(self) -> str:
        return f"{self.beneficiary_name} · {self.purpose}"


class PublishedAct(PublishedLine):
    """A line of a file of deliberations, as an authority publishes them."""

    file = models.ForeignKey(GrantFile, models.CASCADE, related_name="acts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="collectivité", db_index=False
    )
    decided_on = models.DateField("adoptée le")
    number = models.CharField("identifiant", max_length=60)
    matter = models.CharField("matière", max_length=6, blank=True)
    subject = models.TextField("objet")
    transmitted_on = models.DateField("reçue en préfecture le", null=True, blank=True)
    votes = models.JSONField(default=dict)
    address = models.CharField("adresse", max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["house", "organisation", "decided_on", "id"], name="published_act_list"
            ),
            models.Index(fields=["organisation", "decided_on"], name="published_act_body"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.subject}"


class GrantCorrection(models.Model):
    """What a person says of a beneficiary, against the registers: of the ESS or not, and why.

    `key` is a `PublishedGrant.beneficiary_key`. The newest that was not taken back holds.
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    is_ess = models.BooleanField("de l’ESS", null=True, blank=True)
    policy = models.CharField("politique", max_length=120, blank=True)
    reason = models.CharField("motif", max_length=300)
    made_on = models.DateField("corrigé le")
    withdrawn_on = models.DateField("retirée le", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["house", "key", "-id"], name="grant_correction_key")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="grant_correction_reason",
                violation_error_message="Dites pourquoi : la correction se lit avec son motif.",
            )
        ]


class OpenFile(models.Model):
    """A file published here: of an authority, of a year, under a stable address.

    Publishing again puts a new document in its place; `rows` and `left_out` are counts of the file
    that stands. Withdrawn, its address answers that it is gone.
    """

    class Form(models.TextChoices):
        GRANTS = "subventions", "Subventions"
        ACTS = "deliberations", "Délibérations"

    house = models.ForeignKey(House, models.PROTECT, related_name="open_files")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="open_files", verbose_name="collectivité"
    )
    form = models.CharField("schéma", max_length=16, choices=Form)
    year = models.SmallIntegerField("année")
    above_threshold = models.BooleanField("au-dessus du seuil seulement", default=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    rows = models.IntegerField("lignes")
    left_out = models.IntegerField("lignes laissées de côté", default=0)
    published_at = models.DateTimeField("publié le")
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)

    objects = OpenDataQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "form", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "form", "year"],
                name="open_file_once",
                violation_error_message="Ce fichier est déjà publié par une autre structure.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.year}"
