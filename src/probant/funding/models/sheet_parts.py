"""What a sheet holds besides its text: phases, partners, means, owners, remarks; its layouts."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from probant.directory.models import House, Organisation
from probant.funding.models.sheets import ActionSheet, HeadingKind, Layer, SheetHeading
from probant.kernel.actor import Actor
from probant.kernel.roles import HOUSE


class TemplateQuerySet(models.QuerySet["SheetTemplate"]):
    def visible_to(self, actor: Actor | None) -> Self:
        """The layouts of the actor's own house."""
        if actor is None or actor.house_id is None or not actor.has(*HOUSE):
            return self.none()
        return self.filter(house_id=actor.house_id)


class SheetTemplate(models.Model):
    """A house's layout of sheet, for one funder or for any; shipped layouts are data, not rows.

    `shipped`: the slug of the layout it was copied from (`rules.layouts`).
    """

    house = models.ForeignKey(House, models.PROTECT, related_name="sheet_templates")
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("nom du modèle", max_length=120)
    shipped = models.CharField(max_length=40, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["house", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                name="sheet_template_name",
                violation_error_message="Un modèle de fiche porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateHeading(models.Model):
    """A heading of a layout, in order: its title, the hint of the funder, what it gathers."""

    template = models.ForeignKey(SheetTemplate, models.PROTECT, related_name="headings")
    position = models.SmallIntegerField("ordre")
    title = models.CharField("rubrique", max_length=200)
    hint = models.CharField("consigne", max_length=400, blank=True)
    kind = models.CharField("contenu", max_length=12, choices=HeadingKind, default=HeadingKind.TEXT)
    layer = models.CharField("volet", max_length=12, choices=Layer, default=Layer.PILOT)

    class Meta:
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"], name="template_heading_position"
            )
        ]


class SheetSettings(models.Model):
    """How a house keeps its sheets: layers of ownership are off in a small team."""

    house = models.OneToOneField(
        House, models.PROTECT, primary_key=True, related_name="sheet_settings"
    )
    layers = models.BooleanField("volets par responsable", default=False)


class SheetOwner(models.Model):
    """Who answers for a layer of a sheet; for `validation`, what they validated last.

    A validation stands as long as the sheet was not written after `validated_seq`.
    """

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="owners")
    layer = models.CharField("volet", max_length=12, choices=Layer)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    validated_on = models.DateField("validée le", null=True, blank=True)
    validated_seq = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["sheet", "layer"]
        constraints = [models.UniqueConstraint(fields=["sheet", "layer"], name="sheet_owner_layer")]


class SheetPhase(models.Model):
    """What happens when inside a year: months, first and last included."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="phases")
    position = models.SmallIntegerField("ordre")
    year = models.SmallIntegerField("année")
    first_month = models.SmallIntegerField("du mois", null=True, blank=True)
    last_month = models.SmallIntegerField("au mois", null=True, blank=True)
    label = models.CharField("étape", max_length=300)

    class Meta:
        ordering = ["sheet", "year", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_phase_position"),
            models.CheckConstraint(
                condition=Q(first_month__isnull=True, last_month__isnull=True)
                | Q(first_month__gte=1, last_month__gte=F("first_month"), last_month__lte=12),
                name="sheet_phase_months",
                violation_error_message="Une étape va d’un mois de l’année à un mois qui suit.",
            ),
        ]


class SheetPartner(models.Model):
    """A partner named by the sheet, under the family that the sheet prints."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="partners")
    position = models.SmallIntegerField("ordre")
    family = models.CharField("famille", max_length=120, blank=True)
    name = models.CharField("partenaire", max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_partner_position")
        ]


class SheetMeans(models.Model):
    """Means of the action, human, material or financial; what is lent has a lender and a value."""

    class Kind(models.TextChoices):
        HUMAN = "human", "moyens humains"
        MATERIAL = "material", "moyens matériels"
        FINANCIAL = "financial", "moyens financiers"

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="means")
    position = models.SmallIntegerField("ordre")
    kind = models.CharField("nature", max_length=12, choices=Kind)
    label = models.CharField("moyen", max_length=300)
    lender = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    value_cents = models.BigIntegerField("valeur dans l’année", null=True, blank=True)

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="sheet_means_position"),
            models.CheckConstraint(
                condition=Q(value_cents__isnull=True) | Q(value_cents__gte=0),
                name="sheet_means_value",
                violation_error_message="Une valeur n’est pas négative.",
            ),
        ]


class SheetRemark(models.Model):
    """A person's remark on a heading (or on the whole sheet), open until it is resolved."""

    sheet = models.ForeignKey(ActionSheet, models.PROTECT, related_name="remarks")
    heading = models.ForeignKey(
        SheetHeading, models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    said_on = models.DateField("dite le")
    text = models.TextField("remarque")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_on = models.DateField("traitée le", null=True, blank=True)

    class Meta:
        ordering = ["sheet", "said_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(resolved_on__gte=F("said_on")),
                name="sheet_remark_dates",
            )
        ]
