"""Budgets by account: lines are typed, headings and totals computed; what is printed is a claim."""

from django.db import models
from django.db.models import Q

from probant.directory.models import Organisation
from probant.funding.models.conventions import Convention
from probant.funding.models.sheets import ActionSheet, SheetQuerySet


class Budget(models.Model):
    """A year's budget of an action (`sheet`) or of the whole convention, expected or actual.

    `printed_*` are the totals at the foot of an imported table, `stated_*` the cost and the
    funder's part as the text of the sheet gives them: claims, held against the lines.
    """

    class Nature(models.TextChoices):
        PLANNED = "planned", "prévisionnel"
        ACTUAL = "actual", "réalisé"

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="budgets")
    sheet = models.ForeignKey(
        ActionSheet, models.PROTECT, null=True, blank=True, related_name="budgets"
    )
    year = models.SmallIntegerField("année")
    nature = models.CharField(
        max_length=8, choices=Nature, default=Nature.PLANNED, verbose_name="nature"
    )
    printed_expense_cents = models.BigIntegerField("total imprimé, charges", null=True, blank=True)
    printed_income_cents = models.BigIntegerField("total imprimé, produits", null=True, blank=True)
    stated_cost_cents = models.BigIntegerField("coût écrit dans le texte", null=True, blank=True)
    stated_grant_cents = models.BigIntegerField("aide écrite dans le texte", null=True, blank=True)
    in_kind_expected = models.BooleanField("apports en nature cités", default=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "sheet", "year", "nature"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "year", "nature"],
                condition=Q(sheet__isnull=False),
                name="budget_of_sheet",
            ),
            models.UniqueConstraint(
                fields=["convention", "year", "nature"],
                condition=Q(sheet__isnull=True),
                name="budget_of_convention",
            ),
        ]


class BudgetLine(models.Model):
    """A row of a budget: a line holds an amount (or none: unknown), a heading holds a claim.

    `parent` is the heading under which a line is printed; lines typed in the grid have none, the
    chart of accounts gives their heading. `in_kind` is the nature of a contribution (86, 87), which
    forms and the chart number differently. `marks`: cell → journal position of its last change.
    """

    class Side(models.TextChoices):
        EXPENSE = "expense", "charges"
        INCOME = "income", "produits"

    class Level(models.TextChoices):
        HEADING = "heading", "rubrique"
        LINE = "line", "ligne"

    class InKind(models.TextChoices):
        """What a contribution in kind is: forms number it otherwise than the chart does."""

        VOLUNTEER = "volunteer", "bénévolat"
        PREMISES = "premises", "biens prêtés (locaux, matériel)"
        SERVICE = "service", "prestations"
        GOODS = "goods", "dons en nature"

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lines")
    position = models.SmallIntegerField("ordre")
    side = models.CharField("côté", max_length=8, choices=Side)
    level = models.CharField("niveau", max_length=8, choices=Level, default=Level.LINE)
    account = models.CharField("compte", max_length=8, blank=True)
    label = models.CharField("libellé", max_length=200)
    amount_cents = models.BigIntegerField("montant", null=True, blank=True)
    printed_cents = models.BigIntegerField("montant imprimé", null=True, blank=True)
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    in_kind = models.CharField(
        "nature de l’apport", max_length=12, choices=InKind, blank=True, default=""
    )
    marks = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["budget", "position"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "position"], name="budget_line_position"),
            models.CheckConstraint(
                condition=Q(level="heading", amount_cents__isnull=True)
                | Q(level="line", printed_cents__isnull=True),
                name="budget_line_level",
                violation_error_message="Le total d’une rubrique est calculé, jamais saisi.",
            ),
        ]
