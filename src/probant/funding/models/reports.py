"""Financial reports: budget against actual, told by the house, examined by the funder.

While a report is prepared its amounts are derived; the day it is handed in they are written, since
what was said to a funder does not move. Its state is what the facts say.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from probant.directory.models import House
from probant.funding.models.conventions import Convention
from probant.funding.models.facts import ObligationMet, ObligationMetQuerySet
from probant.funding.models.sheets import ActionSheet
from probant.governance.models import Sitting
from probant.journal.facts import Fact
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS


class FinancialReportQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor | None) -> Self:
        """Those of the conventions that the actor sees; a funder sees what was handed in."""
        seen = self.filter(convention_id__in=Convention.objects.visible_to(actor).values("pk"))
        if actor is not None and actor.house_id is None and actor.has(*FUNDERS):
            handed = ReportStep.objects.now().filter(step=ReportStep.Step.HANDED_IN)
            return seen.filter(pk__in=handed.values("report_id"))
        return seen


class FinancialReport(models.Model):
    """The financial report of an action, or of a whole convention (no sheet), for a year."""

    house = models.ForeignKey(House, models.PROTECT, related_name="financial_reports")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="financial_reports")
    sheet = models.ForeignKey(
        ActionSheet, models.PROTECT, null=True, blank=True, related_name="financial_reports"
    )
    year = models.SmallIntegerField("exercice")
    summary = models.TextField("bilan de l’action", blank=True)
    allocation = models.TextField("règles de répartition des charges indirectes", blank=True)
    in_kind = models.TextField("contributions volontaires", blank=True)
    signatory = models.CharField("signataire", max_length=120, blank=True)
    capacity = models.CharField("qualité", max_length=160, blank=True)
    prepared_on = models.DateField("préparé le")

    objects = FinancialReportQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "-year", "sheet__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "year"],
                condition=Q(sheet__isnull=False),
                name="financial_report_of_sheet",
            ),
            models.UniqueConstraint(
                fields=["convention", "year"],
                condition=Q(sheet__isnull=True),
                name="financial_report_of_convention",
            ),
        ]

    def __str__(self) -> str:
        what = self.sheet.title if self.sheet else self.convention.title
        return f"Compte rendu financier {self.year}, {what}"


class ReportLine(models.Model):
    """A row of a report: a heading of the form or a line under it.

    `planned_cents` and `actual_cents` are written when the report is handed in, empty before.
    Comments and reasons are texts that can be erased; the row stays.
    """

    report = models.ForeignKey(FinancialReport, models.PROTECT, related_name="lines")
    position = models.SmallIntegerField("ordre")
    code = models.CharField("ligne", max_length=20)
    label = models.CharField("libellé", max_length=200)
    planned_cents = models.BigIntegerField("prévu", null=True, blank=True)
    actual_cents = models.BigIntegerField("réalisé", null=True, blank=True)
    comment = models.TextField("commentaire", blank=True)
    admitted_cents = models.BigIntegerField("admis", null=True, blank=True)
    remark = models.TextField("remarque du financeur", blank=True)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="report_line_once"),
        ]


class ReportStep(Fact):
    """A step of a report on its day: handed in, handed back, examined, closed.

    `spent_cents` is the cost told when handed in, admitted when examined or closed;
    `clawback_cents` what is to be given back when closed. `told_by`: who did it, or wrote it down
    for a funder that does not use this tool.
    """

    class Step(models.TextChoices):
        HANDED_IN = "handed_in", "remis"
        HANDED_BACK = "handed_back", "renvoyé"
        EXAMINED = "examined", "examiné"
        CLOSED = "closed", "clos"

    class By(models.TextChoices):
        HOUSE = "house", "noté par l’association"
        FUNDER = "funder", "par le financeur"

    convention = models.ForeignKey(Convention, models.PROTECT, related_name="report_steps")
    report = models.ForeignKey(FinancialReport, models.PROTECT, related_name="steps")
    budget_year = models.SmallIntegerField("exercice")
    step = models.CharField("étape", max_length=12, choices=Step)
    told_by = models.CharField("par", max_length=8, choices=By)
    spent_cents = models.BigIntegerField("coût", null=True, blank=True)
    awarded_cents = models.BigIntegerField("subvention", null=True, blank=True)
    clawback_cents = models.BigIntegerField("à reverser", null=True, blank=True)
    reference = models.CharField("référence", max_length=120, blank=True)

    objects = ObligationMetQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Fact.Meta):
        indexes = [
            models.Index(fields=["report", "seq"], name="report_step_report"),
            models.Index(fields=["house_id", "seq"], name="report_step_seq"),
            models.Index(fields=["convention", "budget_year"], name="report_step_convention"),
        ]


class ReportReason(models.Model):
    """Why a report was handed back, or closed as it was: a text that can be erased."""

    step = models.OneToOneField(ReportStep, models.PROTECT, primary_key=True, related_name="reason")
    text = models.TextField("motif", blank=True)


class ReportRule(models.Model):
    """From which gap a house asks its reports to comment a line."""

    house = models.OneToOneField(
        House, models.PROTECT, primary_key=True, related_name="report_rule"
    )
    gap_hundredths = models.SmallIntegerField("écart en %", default=1000)
    gap_cents = models.BigIntegerField("et en euros", default=10_000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gap_hundredths__gte=0, gap_cents__gte=0), name="report_rule_positive"
            )
        ]


class CommitteeHeld(models.Model):
    """The steering committee of a year: the sitting at which it met, what it said of renewing."""

    class Opinion(models.TextChoices):
        NONE = "", "ne se prononce pas"
        RENEW = "renew", "favorable à la reconduction"
        RESERVES = "reserves", "favorable avec réserves"
        AGAINST = "against", "défavorable"

    met = models.OneToOneField(
        ObligationMet, models.PROTECT, primary_key=True, related_name="committee"
    )
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="committees")
    sitting = models.ForeignKey(
        Sitting, models.PROTECT, null=True, blank=True, related_name="committees"
    )
    opinion = models.CharField(
        "avis", max_length=10, choices=Opinion, blank=True, default=Opinion.NONE
    )
    remarks = models.TextField("relevé de décisions", blank=True)
